package alerts

import (
	"cmp"
	"context"
	"slices"

	"rawabit/schema"
	"rawabit/store"
)

// contact is an event between two actors as trends count it.
type contact struct {
	*schema.Relation
	day   schema.Day
	dated bool // the text says the day
}

// maxEvents is how many events of one actor, or between two, are looked at, the
// last ones first.
const maxEvents = 20000

// contacts returns the events between the pair of a trend that were told by a
// day, in no order: those between the two, their parts, and the persons who held
// an office of theirs on the day of the event.
func (k *kin) contacts(ctx context.Context, r *Rule, n now) ([]contact, error) {
	t := r.Trend
	filter := store.Filter{
		Types: t.types(r.Types), Kinds: []schema.Kind{schema.Event}, Modality: []schema.Modality{schema.Actual}, Parts: r.withParts(),
		KnownAt: n.asKnown, MinConfidence: r.MinConfidence, MinSources: r.MinSources,
	}
	page := store.Page{First: maxEvents, NoCursors: true, NoMore: true}
	node, err := k.reader.Dyad(ctx, store.DyadQuery{
		A: t.Pair[0], B: t.Pair[1], Granularity: store.Years, Filter: filter,
		Relations: []store.RelationsField{{Filter: filter, Order: store.RecordedDesc, Page: page}},
	})
	if err != nil || node == nil {
		return nil, err
	}
	var out []contact
	seen := map[schema.RelationID]bool{}
	add := func(e *schema.Relation) {
		day, ok := t.day(e)
		if seen[e.ID] || !ok || !e.AttestedFrom.IsZero() && e.AttestedFrom.Earliest() > n.known {
			return
		}
		seen[e.ID] = true
		out = append(out, contact{Relation: e, day: day, dated: dated(e)})
	}
	for _, e := range node.Relations[0].Nodes {
		add(e.Relation)
	}
	if !r.withParts() {
		return out, nil
	}
	filter.Parts = false
	for _, side := range t.Pair {
		persons, err := k.holders(ctx, side)
		if err != nil {
			return nil, err
		}
		for _, filter.Actor = range persons {
			found, err := k.reader.Relations(ctx, store.RelationsQuery{Filter: filter, Order: store.RecordedDesc, Page: page})
			if err != nil {
				return nil, err
			}
			for _, e := range found.Nodes {
				between, err := k.between(ctx, e.Relation, t.Pair)
				if err != nil {
					return nil, err
				}
				if between {
					add(e.Relation)
				}
			}
		}
	}
	return out, nil
}

// between reports whether the ends of a relation stand for the two of a pair, one
// for each, on its day.
func (k *kin) between(ctx context.Context, r *schema.Relation, pair []schema.ActorID) (bool, error) {
	day := dayOf(r)
	source, err := k.standing(ctx, r.Source, day)
	if err != nil {
		return false, err
	}
	target, err := k.standing(ctx, r.Target, day)
	return err == nil && across(source, target, pair), err
}

// across reports whether one list holds one of a pair and the other list the
// other one.
func across(source, target, pair []schema.ActorID) bool {
	return slices.Contains(source, pair[0]) && slices.Contains(target, pair[1]) || slices.Contains(source, pair[1]) && slices.Contains(target, pair[0])
}

// dated reports whether the text says the day of an event.
func dated(r *schema.Relation) bool {
	begin := r.ValidFrom
	if begin.IsZero() {
		begin = r.ValidTo
	}
	return begin.Precision() == schema.PrecisionDay
}

// fresh reports whether an event was told within a week of its day.
func (c *contact) fresh() bool {
	return c.AttestedFrom.IsZero() || c.AttestedFrom.Earliest()-c.day < week
}

// perArticle is how many events of one article count in a week, so that one long
// account is no surge.
const perArticle = 3

// count returns the events of the days from one to another, both included, that
// were told within a week of their day, each once: of those without a day of
// their own, which articles repeat as the background of other news, one a type
// and pair of ends.
func count(events []contact, from, to schema.Day) []contact {
	var list []contact
	for _, e := range events {
		if from <= e.day && e.day <= to && e.fresh() {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b contact) int {
		if a.dated != b.dated {
			if a.dated {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.Sources, a.Sources), cmp.Compare(a.day, b.day), cmp.Compare(a.ID, b.ID))
	})
	type key struct {
		kind           schema.RelationType
		source, target schema.ActorID
		day            schema.Day // 0 for any
	}
	seen := map[key]bool{}
	told := map[schema.ArticleID]int{}
	return slices.DeleteFunc(list, func(e contact) bool {
		any := key{e.Type, e.Source, e.Target, 0}
		this := any
		if e.dated {
			this.day = e.day
		}
		if seen[this] || e.Article != "" && told[e.Article] >= perArticle {
			return true
		}
		seen[this], seen[any] = true, true
		told[e.Article]++
		return false
	})
}

// reports returns how many articles tell of some events, as far as is known.
func reports(events []contact) int {
	articles := map[schema.ArticleID]bool{}
	most := 0
	for i := range events {
		e := &events[i]
		if e.Article != "" {
			articles[e.Article] = true
		}
		most = max(most, e.Sources)
	}
	return max(most, len(articles))
}

// best returns the ids of the events that show best what was found.
func best(events []contact) []schema.RelationID {
	var out []schema.RelationID
	for _, e := range events[:min(len(events), quotes)] {
		out = append(out, e.ID)
	}
	return out
}
