package alerts

import (
	"context"

	"rawabit/schema"
	"rawabit/store"
)

// Offices knows who held which office when, as a registry does.
type Offices interface {
	// Held returns the bodies whose offices a person held on a day. It is not known
	// where nothing is said of any office of the person, at whatever time: what
	// articles say counts then.
	Held(person schema.ActorID, day schema.Day) (bodies []schema.ActorID, known bool)
	// Holders returns the persons who ever held an office of an actor, or of what is
	// part of it or lies in it.
	Holders(body schema.ActorID) []schema.ActorID
}

// noOffices knows of none.
type noOffices struct{}

func (noOffices) Held(schema.ActorID, schema.Day) ([]schema.ActorID, bool) { return nil, false }
func (noOffices) Holders(schema.ActorID) []schema.ActorID                  { return nil }

// maxOffices is how many offices of a person, or holders of those of a body, are
// looked at.
const maxOffices = 1000

// officeFilter finds what articles say of offices.
func officeFilter() store.Filter {
	return store.Filter{Types: []schema.RelationType{schema.Leads, schema.MemberOf}, Modality: []schema.Modality{schema.Actual}}
}

// seats returns the bodies whose offices an actor holds on a day: persons alone
// hold any.
func (k *kin) seats(ctx context.Context, id schema.ActorID, day schema.Day) ([]schema.ActorID, error) {
	l, err := k.actor(ctx, id)
	if err != nil || l.of == nil || l.of.Type != schema.Person {
		return nil, err
	}
	if bodies, known := k.offices.Held(id, day); known {
		return bodies, nil
	}
	if !l.asked {
		f := officeFilter()
		f.Source = id
		page, err := k.reader.Relations(ctx, store.RelationsQuery{Filter: f, Page: store.Page{First: maxOffices, NoCursors: true, NoMore: true}})
		if err != nil {
			return nil, err
		}
		for _, n := range page.Nodes {
			l.seats = append(l.seats, n.Relation)
		}
		l.asked = true
	}
	var bodies []schema.ActorID
	for _, r := range l.seats {
		if r.HoldsOn(day) {
			bodies = append(bodies, r.Target)
		}
	}
	return bodies, nil
}

// standing returns whom an actor stands for on a day: itself, what it is part of
// or lies in, and the same of every body whose office it holds. The actor comes
// first.
func (k *kin) standing(ctx context.Context, id schema.ActorID, day schema.Day) ([]schema.ActorID, error) {
	l, err := k.lineage(ctx, id)
	if err != nil {
		return nil, err
	}
	bodies, err := k.seats(ctx, id, day)
	if err != nil || len(bodies) == 0 {
		return l.around, err
	}
	around := addNew([]schema.ActorID(nil), l.around...)
	for _, body := range bodies {
		of, err := k.lineage(ctx, body)
		if err != nil {
			return nil, err
		}
		around = addNew(around, of.around...)
	}
	return around, nil
}

// holders returns the persons who may have held an office of an actor or of its
// parts.
func (k *kin) holders(ctx context.Context, body schema.ActorID) ([]schema.ActorID, error) {
	l, err := k.actor(ctx, body)
	if err != nil {
		return nil, err
	}
	if l.held {
		return l.holders, nil
	}
	f := officeFilter()
	f.Target, f.Parts = body, true
	page, err := k.reader.Relations(ctx, store.RelationsQuery{Filter: f, Page: store.Page{First: maxOffices, NoCursors: true, NoMore: true}})
	if err != nil {
		return nil, err
	}
	list := addNew([]schema.ActorID(nil), k.offices.Holders(body)...)
	for _, n := range page.Nodes {
		holder, err := k.actor(ctx, n.Relation.Source)
		if err != nil {
			return nil, err
		}
		if holder.of != nil && holder.of.Type == schema.Person {
			list = addNew(list, n.Relation.Source)
		}
	}
	l.holders, l.held = list, true
	return list, nil
}

// dayOf returns a day on which a relation holds or happened, as well as is known.
func dayOf(r *schema.Relation) schema.Day {
	told := r.AttestedFrom
	for _, d := range []schema.Date{r.ValidFrom, r.ValidTo} {
		if d.IsZero() {
			continue
		}
		if !told.IsZero() && d.Earliest() <= told.Earliest() && told.Earliest() <= d.Latest() {
			return told.Earliest()
		}
		return d.Earliest()
	}
	if told.IsZero() {
		return schema.DayOf(r.RecordedAt)
	}
	return told.Earliest()
}
