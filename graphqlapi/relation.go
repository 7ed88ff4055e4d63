package graphqlapi

import (
	"rawabit/schema"
	"rawabit/store"
)

// The fields of Relation.
const (
	relationID fieldID = iota + 1
	relationVersion
	relationType
	relationLabel
	relationKind
	relationSymmetric
	relationSource
	relationTarget
	relationOther
	relationRoles
	relationValidFrom
	relationValidTo
	relationEnded
	relationDateBasis
	relationAttestedFrom
	relationAttestedTo
	relationCertain
	relationModality
	relationConfidence
	relationSourceCount
	relationContested
	relationReviewed
	relationPlover
	relationCameo
	relationScore
	relationStatement
	relationEvidence
	relationChanges
	relationFulfilledBy
	relationRecordedAt
	relationRetractedAt
)

// relationLeaf numbers the fields of Relation that ask for nothing below.
func relationLeaf(name string) fieldID {
	switch name {
	case "id":
		return relationID
	case "version":
		return relationVersion
	case "type":
		return relationType
	case "kind":
		return relationKind
	case "symmetric":
		return relationSymmetric
	case "validFrom":
		return relationValidFrom
	case "validTo":
		return relationValidTo
	case "ended":
		return relationEnded
	case "dateBasis":
		return relationDateBasis
	case "attestedFrom":
		return relationAttestedFrom
	case "attestedTo":
		return relationAttestedTo
	case "certain":
		return relationCertain
	case "modality":
		return relationModality
	case "confidence":
		return relationConfidence
	case "sourceCount":
		return relationSourceCount
	case "contested":
		return relationContested
	case "reviewed":
		return relationReviewed
	case "plover":
		return relationPlover
	case "cameo":
		return relationCameo
	case "score":
		return relationScore
	case "recordedAt":
		return relationRecordedAt
	case "retractedAt":
		return relationRetractedAt
	}
	return fieldTypename
}

// relationFieldsOf tells which of the store's fields a field of Relation is
// written from, beside the id and the type.
func relationFieldsOf(name string) store.RelationFields {
	switch name {
	case "version":
		return store.RelationVersion
	case "validFrom", "validTo":
		return store.RelationDates
	case "ended":
		return store.RelationBasis
	case "dateBasis":
		return store.RelationBasis | store.RelationDates
	case "attestedFrom", "attestedTo":
		return store.RelationAttested
	case "certain":
		return store.RelationCertain
	case "modality":
		return store.RelationModality
	case "confidence":
		return store.RelationConfidence
	case "sourceCount":
		return store.RelationSources
	case "contested":
		return store.RelationContested
	case "reviewed":
		return store.RelationReviewed
	case "recordedAt", "retractedAt":
		return store.RelationRecorded
	}
	return 0
}

// relationShape is what is asked of a relation, by all selections on it
// together.
type relationShape struct {
	fields         store.RelationFields
	source, target *actorShape
	others         []*otherShape
	roles          *actorShape
	evidence       []*evidenceShape
	changes        *changeShape
	fulfilledBy    *relationShape

	fixed fixed[store.RelationSelection]
}

// otherShape is the end of a relation that is not another one.
type otherShape struct {
	than *input
	node actorShape
}

// evidenceShape is the evidence of a relation.
type evidenceShape struct {
	first   *input
	article articleShape
}

// told makes sure that all is asked for that a sentence about the relation needs.
func (s *relationShape) told() {
	s.fields |= store.RelationAll
	for _, a := range []**actorShape{&s.source, &s.target, &s.roles} {
		if *a == nil {
			*a = &actorShape{}
		}
		(*a).fields |= store.ActorAll
	}
}

// relation compiles a selection on a relation and adds what it asks for to the
// shape.
func (c *compiler) relation(at *arguments, s *relationShape) *selection {
	s.fields |= store.RelationIdentity
	return c.selection("Relation", at.sets(), func(f *field, at *arguments) {
		s.fields |= relationFieldsOf(at.field)
		switch at.field {
		case "source":
			if s.source == nil {
				s.source = &actorShape{}
			}
			f.id, f.sub = relationSource, c.actor(at, s.source)
		case "target":
			if s.target == nil {
				s.target = &actorShape{}
			}
			f.id, f.sub = relationTarget, c.actor(at, s.target)
		case "other":
			o := &otherShape{than: at.get("than")}
			f.id, f.slot, f.arg = relationOther, len(s.others), o.than
			s.others = append(s.others, o)
			f.sub = c.actor(at, &o.node)
		case "roles":
			if s.roles == nil {
				s.roles = &actorShape{}
			}
			f.id, f.sub = relationRoles, c.role(at, s.roles)
		case "statement":
			s.told()
			f.id, f.arg, f.day = relationStatement, at.get("lang"), at.get("asOf")
		case "label":
			f.id, f.arg = relationLabel, at.get("lang")
		case "evidence":
			e := &evidenceShape{first: at.get("first")}
			f.id, f.slot = relationEvidence, len(s.evidence)
			s.evidence = append(s.evidence, e)
			f.sub = c.evidence(at, &e.article)
		case "changes":
			if s.changes == nil {
				s.changes = &changeShape{}
			}
			f.id, f.sub = relationChanges, c.change(at, s.changes)
		case "fulfilledBy":
			if s.fulfilledBy == nil {
				s.fulfilledBy = &relationShape{}
			}
			f.id, f.sub = relationFulfilledBy, c.relation(at, s.fulfilledBy)
		default:
			f.id = relationLeaf(at.field)
		}
	})
}

// settle works out whether the shape depends on variables, and keeps what does
// not.
func (s *relationShape) settle(l *Limits) bool {
	dynamic := false
	for _, a := range []*actorShape{s.source, s.target, s.roles} {
		dynamic = a != nil && a.settle(l) || dynamic
	}
	for _, o := range s.others {
		dynamic = o.node.settle(l) || o.than.dynamic() || dynamic
	}
	for _, e := range s.evidence {
		dynamic = e.article.settle(l) || e.first.dynamic() || dynamic
	}
	dynamic = s.changes != nil && s.changes.settle(l) || dynamic
	dynamic = s.fulfilledBy != nil && s.fulfilledBy.settle(l) || dynamic
	s.fixed.dynamic = dynamic
	s.fixed.keep(l, s.build)
	return dynamic
}

// bind returns what the store is asked for.
func (s *relationShape) bind(b *binder) *store.RelationSelection { return s.fixed.bind(b, s.build) }

func (s *relationShape) build(b *binder) *store.RelationSelection {
	out := &store.RelationSelection{Fields: s.fields}
	b.spend(1)
	if s.source != nil {
		out.Source = s.source.bind(b)
	}
	if s.target != nil {
		out.Target = s.target.bind(b)
	}
	if s.roles != nil {
		out.Roles = s.roles.bind(b)
	}
	for _, o := range s.others {
		out.Others = append(out.Others, store.OtherField{Than: schema.ActorID(o.than.string(b.vars)), Select: *o.node.bind(b)})
	}
	for _, e := range s.evidence {
		one := store.EvidenceField{First: b.size(e.first, "first")}
		outer := b.enter(one.First)
		one.Article = *e.article.bind(b)
		b.times = outer
		out.Evidence = append(out.Evidence, one)
	}
	if s.changes != nil {
		outer := b.enter(usualChanges)
		out.Changes = s.changes.bind(b)
		b.times = outer
	}
	if s.fulfilledBy != nil {
		out.FulfilledBy = s.fulfilledBy.bind(b)
	}
	return out
}
