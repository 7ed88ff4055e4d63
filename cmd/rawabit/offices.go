package main

import (
	"slices"

	"rawabit/alerts"
	"rawabit/schema"
	"rawabit/seeds"
)

// offices are those of the registry.
type offices struct {
	registry *seeds.Registry
	held     map[schema.ActorID][]seeds.Office   // by person
	holders  map[schema.ActorID][]schema.ActorID // by body, and by all that it is part of or lies in
}

var _ alerts.Offices = (*offices)(nil)

// registryOffices reads the offices of the shipped registry.
func registryOffices() (*offices, error) {
	registry, err := seeds.DefaultRegistry()
	if err != nil {
		return nil, err
	}
	o := &offices{registry: registry, held: map[schema.ActorID][]seeds.Office{}, holders: map[schema.ActorID][]schema.ActorID{}}
	for _, one := range registry.Offices {
		o.held[one.Person] = append(o.held[one.Person], one)
		for _, body := range o.around(one.Body) {
			if !slices.Contains(o.holders[body], one.Person) {
				o.holders[body] = append(o.holders[body], one.Person)
			}
		}
	}
	return o, nil
}

// around returns a body with all that it is part of or lies in.
func (o *offices) around(body schema.ActorID) []schema.ActorID {
	list := []schema.ActorID{body}
	for i := 0; i < len(list); i++ {
		e := o.registry.Entry(list[i])
		if e == nil {
			continue
		}
		for _, outer := range []schema.ActorID{e.PartOf, e.Within} {
			if outer != "" && !slices.Contains(list, outer) {
				list = append(list, outer)
			}
		}
	}
	return list
}

// Held is part of alerts.Offices.
func (o *offices) Held(person schema.ActorID, day schema.Day) (bodies []schema.ActorID, known bool) {
	list := o.held[person]
	for i := range list {
		if span := list[i].Span; span.Earliest() <= day && day <= span.Latest() {
			bodies = append(bodies, list[i].Body)
		}
	}
	return bodies, len(list) > 0
}

// Holders is part of alerts.Offices.
func (o *offices) Holders(body schema.ActorID) []schema.ActorID { return o.holders[body] }
