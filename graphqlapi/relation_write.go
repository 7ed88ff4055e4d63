package graphqlapi

import (
	"rawabit/schema"
	"rawabit/schema/statement"
	"rawabit/store"
)

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
		w.string(sentence(factOf(n), f.day.resolve(w.vars), f.arg.string(w.vars)))
	case relationRecordedAt:
		w.buf = append(appendMoment(append(w.buf, '"'), n.RecordedAt), '"')
	case relationRetractedAt:
		w.moment(n.RetractedAt)
	}
}

// sentence is the sentence for a relation, on a day where one is given.
func sentence(fact statement.Fact, day *input, lang string) string {
	if day.kind == absent {
		return statement.Relation(fact, lang)
	}
	return statement.AsOf(fact, *lastDay(day), lang)
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
