package graphqlapi

import (
	"rawabit/graphqlapi/statement"
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

// relationShape is what is asked of a relation, by all selections on it
// together.
type relationShape struct {
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

// ends makes sure that source and target are asked for.
func (s *relationShape) ends() {
	if s.source == nil {
		s.source = &actorShape{}
	}
	if s.target == nil {
		s.target = &actorShape{}
	}
}

// relation compiles a selection on a relation and adds what it asks for to the
// shape.
func (c *compiler) relation(at *arguments, s *relationShape) *selection {
	return c.selection("Relation", at.sets(), func(f *field, at *arguments) {
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
			s.ends()
			if s.roles == nil {
				s.roles = &actorShape{}
			}
			f.id, f.arg = relationStatement, at.get("lang")
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
	out := &store.RelationSelection{}
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

// relation writes a relation.
func (w *writer) relation(s *selection, n *store.RelationNode) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		ok := true
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case relationID:
			w.string(string(n.ID))
		case relationType:
			w.plain(string(n.Type))
		case relationValidFrom:
			w.date(n.ValidFrom)
		case relationValidTo:
			w.date(n.ValidTo)
		case relationModality:
			w.plain(string(n.Modality))
		case relationConfidence:
			w.float(n.Confidence)
		case relationSource:
			ok = writeObject(w, f, n.Source, (*writer).actor)
		case relationTarget:
			ok = writeObject(w, f, n.Target, (*writer).actor)
		case relationOther:
			ok = w.other(f, n)
		case relationRoles:
			ok = writeList(w, f, n.Roles, (*writer).role)
		case relationEvidence:
			ok = writeList(w, f, n.Evidence[f.slot], (*writer).evidence)
		case relationChanges:
			ok = writeList(w, f, n.Changes, (*writer).changeValue)
		case relationFulfilledBy:
			ok = writeObject(w, f, n.FulfilledBy, (*writer).relation)
		default:
			w.relationFact(f, n)
		}
		if !ok {
			return false
		}
	}
	w.close(s)
	return true
}

// relationFact writes one of the rarer fields of a relation.
func (w *writer) relationFact(f *field, n *store.RelationNode) {
	switch f.id {
	case relationVersion:
		w.int(n.Version)
	case relationKind:
		w.plain(string(kindOf(n.Type)))
	case relationSymmetric:
		w.bool(n.Type.Symmetric())
	case relationLabel:
		w.string(labelOf(n.Type, f.arg.string(w.vars)))
	case relationEnded:
		w.bool(n.Ended)
	case relationDateBasis:
		w.plain(string(basisOf(n.Relation)))
	case relationAttestedFrom:
		w.date(n.AttestedFrom)
	case relationAttestedTo:
		w.date(n.AttestedTo)
	case relationCertain:
		w.bool(n.Certain)
	case relationSourceCount:
		w.int(n.Sources)
	case relationContested:
		w.bool(n.Contested)
	case relationReviewed:
		w.text(string(n.Reviewed))
	case relationPlover, relationCameo, relationScore:
		w.coding(f.id, n.Type.Info())
	case relationStatement:
		w.string(statement.Relation(factOf(n), f.arg.string(w.vars)))
	case relationRecordedAt:
		w.buf = append(appendMoment(append(w.buf, '"'), n.RecordedAt), '"')
	case relationRetractedAt:
		w.moment(n.RetractedAt)
	}
}

// kindOf returns the kind of a type.
func kindOf(t schema.RelationType) schema.Kind {
	if t.IsState() {
		return schema.StateKind
	}
	return schema.Event
}

// labelOf returns the label of a type in English, or else in Arabic.
func labelOf(t schema.RelationType, lang string) string {
	info := t.Info()
	switch {
	case info == nil:
		return string(t)
	case lang == "en":
		return info.En
	}
	return info.Ar
}

// basisOf returns the basis of a relation's dates, NONE where an import left it
// out.
func basisOf(r *schema.Relation) schema.DateBasis {
	if r.DateBasis == "" {
		if r.Span().Undated() {
			return schema.BasisNone
		}
		return schema.BasisExplicit
	}
	return r.DateBasis
}

// coding writes how other schemes code a type, null where they do not.
func (w *writer) coding(id fieldID, info *schema.TypeInfo) {
	switch {
	case info == nil:
		w.null()
	case id == relationPlover:
		w.text(info.Plover)
	case id == relationCameo:
		w.text(info.Cameo)
	case info.Plover == "":
		w.null()
	default:
		w.float(info.Score)
	}
}

// other writes the end of a relation that is not the one named.
func (w *writer) other(f *field, n *store.RelationNode) bool {
	if n.Others[f.slot] == nil {
		return w.fail(f, schema.Errorf(schema.CodeInvalid, "%q is no end of relation %q", f.arg.string(w.vars), n.ID))
	}
	return writeObject(w, f, n.Others[f.slot], (*writer).actor)
}

// factOf returns a relation with the actors that a sentence about it names.
func factOf(n *store.RelationNode) statement.Fact {
	fact := statement.Fact{Relation: n.Relation}
	if n.Source != nil {
		fact.Source = n.Source.Actor
	}
	if n.Target != nil {
		fact.Target = n.Target.Actor
	}
	for _, r := range n.Roles {
		if r.Actor == nil {
			continue
		}
		switch r.Name {
		case "place":
			fact.Place = r.Actor.Actor
		case "from":
			fact.From = r.Actor.Actor
		case "to":
			fact.To = r.Actor.Actor
		}
	}
	return fact
}

// The fields of Role.
const (
	roleName fieldID = iota + 1
	roleActor
)

func (c *compiler) role(at *arguments, s *actorShape) *selection {
	return c.selection("Role", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "name":
			f.id = roleName
		case "actor":
			f.id, f.sub = roleActor, c.actor(at, s)
		}
	})
}

func (w *writer) role(s *selection, n store.RoleNode) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case roleName:
			w.string(n.Name)
		case roleActor:
			if !writeObject(w, f, n.Actor, (*writer).actor) {
				return false
			}
		}
	}
	w.close(s)
	return true
}
