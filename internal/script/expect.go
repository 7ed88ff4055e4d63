package script

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
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

// filterKeys are the options that filter uses.
func filterKeys() []string {
	return []string{"types", "actor", "source", "target", "parts", "asOf", "validOn", "knownAt", "modality", "certain", "contested", "minSources", "minConfidence"}
}

// filter makes a filter of options, all of which it knows.
func (r *run) filter(values map[string]string) (f store.Filter, err error) {
	for key, value := range values {
		switch key {
		case "types":
			for _, one := range strings.Split(value, ",") {
				f.Types = append(f.Types, schema.RelationType(one))
			}
		case "actor":
			f.Actor, err = r.actor(value)
		case "source":
			f.Source, err = r.actor(value)
		case "target":
			f.Target, err = r.actor(value)
		case "parts":
			f.Parts = true
		case "asOf":
			f.AsOf, err = dayOf(value)
		case "validOn":
			f.ValidOn, err = dayOf(value)
		case "knownAt":
			var d *schema.Day
			if d, err = dayOf(value); err == nil {
				f.KnownAt = (*d + 1).Time().Add(-time.Microsecond)
			}
		case "modality":
			for _, one := range strings.Split(value, ",") {
				f.Modality = append(f.Modality, schema.Modality(one))
			}
		case "certain":
			f.Certain = true
		case "contested":
			yes := value == "yes"
			f.Contested = &yes
		case "minSources":
			f.MinSources, err = strconv.Atoi(value)
		case "minConfidence":
			f.MinConfidence, err = strconv.ParseFloat(value, 64)
		default:
			err = fmt.Errorf("%q is no filter", key)
		}
		if err != nil {
			return f, err
		}
	}
	return f, nil
}

func dayOf(text string) (*schema.Day, error) {
	d, err := schema.ParseDate(text)
	if err != nil {
		return nil, err
	}
	if d.Precision() != schema.PrecisionDay {
		return nil, fmt.Errorf("%s is no day", text)
	}
	day := d.Earliest()
	return &day, nil
}

func (r *run) relations(ctx context.Context, f store.Filter) ([]*store.RelationNode, error) {
	page, err := r.store.Relations(ctx, store.RelationsQuery{Filter: f, Page: store.Page{First: 1 << 20}, Select: store.RelationSelection{FulfilledBy: &store.RelationSelection{}}})
	if err != nil {
		return nil, err
	}
	return page.Nodes, nil
}

func thingsOf(nodes []*store.RelationNode) []thing {
	things := make([]thing, len(nodes))
	for i, n := range nodes {
		things[i] = thingOfNode(n)
	}
	slices.SortFunc(things, func(a, b thing) int { return strings.Compare(a.base, b.base) })
	return things
}

func list(things []thing) string {
	var b strings.Builder
	for _, x := range things {
		b.WriteString("  " + x.String() + "\n")
	}
	if len(things) == 0 {
		return "  (nothing)\n"
	}
	return b.String()
}

// compare holds things to the lines of a block, in any order.
func (r *run) compare(things []thing, block []string, ordered bool) error {
	left := slices.Clone(things)
	for n, line := range block {
		words, err := split(line)
		if err != nil {
			return err
		}
		p, err := r.linePattern(words)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(left, p.matches)
		if ordered && i > 0 {
			i = -1
		}
		if i < 0 {
			return fmt.Errorf("line %d below, %q, was not found; there are:\n%s", n+1, line, list(things))
		}
		left = slices.Delete(left, i, i+1)
	}
	if len(left) > 0 {
		return fmt.Errorf("not expected:\n%sof all that there are:\n%s", list(left), list(things))
	}
	return nil
}

// linePattern reads a line that describes a relation, or a change of one.
func (r *run) linePattern(words []string) (pattern, error) {
	if len(words) > 0 && !schema.RelationType(words[0]).Valid() {
		p, err := r.pattern(words[1:])
		p.base = words[0] + " " + p.base
		return p, err
	}
	return r.pattern(words)
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
