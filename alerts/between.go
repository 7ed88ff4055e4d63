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
	add := func(e *schema.Relation) error {
		day, ok := t.day(e)
		if seen[e.ID] || !ok || !e.AttestedFrom.IsZero() && e.AttestedFrom.Earliest() > n.known {
			return nil
		}
		seen[e.ID] = true
		if n.asKnown.IsZero() && (n.known-day < week || r.MinSources > 1) {
			if e, err = k.asTold(ctx, e, n.known); err != nil || e.Sources < r.MinSources {
				return err
			}
		}
		out = append(out, contact{Relation: e, day: day, dated: dated(e)})
		return nil
	}
	for _, e := range node.Relations[0].Nodes {
		if err := add(e.Relation); err != nil {
			return nil, err
		}
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
				if between {
					err = add(e.Relation)
				}
				if err != nil {
					return nil, err
				}
			}
		}
	}
	return out, nil
}

// maxTold is how much evidence of an event is looked at to find out who had told
// it by a day.
const maxTold = 1000

// asTold returns an event with the sources that had told it by a day, where some
// came later. Its confidence is that of all of them.
func (k *kin) asTold(ctx context.Context, e *schema.Relation, known schema.Day) (*schema.Relation, error) {
	if e.AttestedTo.IsZero() || e.AttestedTo.Earliest() <= known || e.Sources <= 1 {
		return e, nil
	}
	node, err := k.reader.Relation(ctx, store.RelationQuery{ID: e.ID, Select: store.RelationSelection{Evidence: []store.EvidenceField{{First: maxTold}}}})
	if err != nil || node == nil {
		return e, err
	}
	then := *e
	then.Article = ""
	sources := map[string]bool{}
	for _, one := range node.Evidence[0] {
		if one.Claim.Published.IsZero() || one.Claim.Published.Earliest() <= known {
			sources[cmp.Or(one.Claim.SourceHash, string(one.Claim.Article), string(one.Claim.ID))] = true
			then.Article = cmp.Or(then.Article, one.Claim.Article)
		}
	}
	then.Sources = len(sources)
	return &then, nil
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

// begin returns when an event began, or ended where nothing else is known.
func begin(r *schema.Relation) schema.Date {
	if r.ValidFrom.IsZero() {
		return r.ValidTo
	}
	return r.ValidFrom
}

// dated reports whether the text says the day of an event.
func dated(r *schema.Relation) bool { return begin(r).Precision() == schema.PrecisionDay }

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
