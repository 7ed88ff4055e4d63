package script

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/timeline"
)

func (r *run) expect(ctx context.Context, words, block []string) error {
	if len(words) == 0 {
		return errors.New("expect what?")
	}
	if words[0] == "no" && len(words) > 1 && words[1] == "relation" {
		return r.expectRelation(ctx, words[2:], false)
	}
	switch words[0] {
	case "relations":
		return r.expectRelations(ctx, words[1:], block)
	case "relation":
		return r.expectRelation(ctx, words[1:], true)
	case "changes":
		return r.expectChanges(ctx, words[1:], block)
	case "world":
		return r.expectWorld(ctx, block)
	case "history":
		return r.expectHistory(ctx, words[1:], block)
	case "dyad":
		return r.expectDyad(ctx, words[1:], block)
	case "path":
		return r.expectPath(ctx, words[1:], block)
	case "said":
		return r.expectSaid(words[1:], block)
	}
	return fmt.Errorf("no one expects %q", words[0])
}

func (r *run) relations(ctx context.Context, f store.Filter) ([]*store.RelationNode, error) {
	page, err := r.store.Relations(ctx, store.RelationsQuery{Filter: f, Page: store.Page{First: 1 << 20}, Select: store.RelationSelection{FulfilledBy: &store.RelationSelection{}}})
	if err != nil {
		return nil, err
	}
	return page.Nodes, nil
}

func (r *run) expectRelations(ctx context.Context, words, block []string) error {
	rest, values := options(words, "parts", "certain")
	if len(rest) > 0 {
		return fmt.Errorf("%q is no filter", rest[0])
	}
	f, err := r.filter(values)
	if err != nil {
		return err
	}
	nodes, err := r.relations(ctx, f)
	if err != nil {
		return err
	}
	return r.compare(thingsOf(nodes), block, false)
}

func (r *run) expectRelation(ctx context.Context, words []string, wanted bool) error {
	rest, values := options(words, "parts")
	filters := map[string]string{}
	for _, key := range filterKeys() {
		// "contested" and "certain" describe the relation here.
		if v, ok := values[key]; ok && key != "contested" && key != "certain" {
			filters[key] = v
			delete(values, key)
		}
	}
	for key, v := range values {
		rest = append(rest, key+"="+v)
	}
	p, err := r.pattern(rest)
	if err != nil {
		return err
	}
	f, err := r.filter(filters)
	if err != nil {
		return err
	}
	nodes, err := r.relations(ctx, f)
	if err != nil {
		return err
	}
	things := thingsOf(nodes)
	if slices.ContainsFunc(things, p.matches) != wanted {
		return fmt.Errorf("there are:\n%s", list(things))
	}
	return nil
}

// thingOfChange writes a change down: its kind and the relation after it, or
// before it where none is left.
func thingOfChange(c *schema.Change) thing {
	rel := c.After
	if rel == nil {
		rel = c.Before
	}
	if rel == nil {
		return thing{base: string(c.Kind)}
	}
	x := thingOf(rel)
	x.base = string(c.Kind) + " " + x.base
	x.values["on"] = "no"
	if !c.ValidDate.IsZero() {
		x.values["on"] = c.ValidDate.String()
	}
	if c.Before != nil {
		x.values["before"] = span{c.Before.ValidFrom, c.Before.ValidTo}.String()
	}
	return x
}

func (r *run) expectChanges(ctx context.Context, words, block []string) error {
	changes, err := r.store.ChangesAfter(ctx, r.seen, 1<<20)
	if err != nil {
		return err
	}
	var things []thing
	for i := range changes {
		if changes[i].Cursor != r.seen+1 {
			return fmt.Errorf("the cursor %d follows %d", changes[i].Cursor, r.seen)
		}
		r.seen++
		if len(words) == 0 || slices.Contains(words, string(changes[i].Kind)) {
			things = append(things, thingOfChange(&changes[i]))
		}
	}
	return r.compare(things, block, false)
}

func (r *run) expectWorld(ctx context.Context, block []string) error {
	nodes, err := r.relations(ctx, store.Filter{})
	if err != nil {
		return err
	}
	current := make([]schema.Relation, len(nodes))
	for i, n := range nodes {
		current[i] = *n.Relation
	}
	var things []thing
	for _, c := range timeline.WorldChanges(current) {
		things = append(things, thingOfChange(&c))
	}
	return r.compare(things, block, false)
}

func (r *run) expectHistory(ctx context.Context, words, block []string) error {
	rel, err := r.one(ctx, words)
	if err != nil {
		return err
	}
	var things []thing
	q := store.RelationQuery{ID: rel.ID, Select: store.RelationSelection{FulfilledBy: &store.RelationSelection{}}}
	for {
		node, err := r.store.Relation(ctx, q)
		if err != nil {
			return err
		}
		if node == nil {
			break
		}
		things = append(things, thingOfNode(node))
		q.KnownAt = node.RecordedAt.Add(-time.Microsecond)
	}
	slices.Reverse(things)
	return r.compare(things, block, true)
}

func (r *run) expectSaid(words, block []string) error {
	if len(words) != 1 {
		return errors.New("the form is: expect said ARTICLE")
	}
	a, err := r.article(words[0])
	if err != nil {
		return err
	}
	var things []thing
	for i := range a.Claims {
		c := &a.Claims[i]
		things = append(things, thingOf(&schema.Relation{
			Type: c.Type, Source: c.Source, Target: c.Target, Roles: c.Roles, ValidFrom: c.ValidFrom, ValidTo: c.ValidTo, DateBasis: c.DateBasis,
			Modality: c.Modality, Ended: c.Ended, Confidence: c.Confidence, Office: c.Office, Quote: c.Evidence.Text,
		}))
	}
	return r.compare(things, block, false)
}
