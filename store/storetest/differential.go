package storetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// importSize is how many relations LoadGraph imports at a time, at most.
const importSize = 4000

// LoadGraph puts a generated graph into an empty store: in two imports or more,
// then further ones that give every tenth relation another content, and some
// articles.
func LoadGraph(t testing.TB, s store.Store, g Graph) {
	t.Helper()
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.Import(ctx, g.Actors, nil))
	for part := range slices.Chunk(g.Relations, max(1, min(importSize, (len(g.Relations)+1)/2))) {
		must(s.Import(ctx, nil, part))
	}
	var changed []schema.Relation
	for i := 0; i < len(g.Relations); i += 10 {
		r := g.Relations[i]
		r.Confidence = 0.99
		if !r.ValidFrom.IsZero() {
			r.ValidTo = schema.Date{}
			r.Ended = false
		}
		changed = append(changed, r)
	}
	for part := range slices.Chunk(changed, importSize) {
		must(s.Import(ctx, nil, part))
	}
	must(s.Import(ctx, Actors(), Relations()))
	for _, r := range append(Readings(), Reprint()) {
		_, err := s.Record(ctx, []schema.Reading{r})
		must(err)
	}
}

// Differential asks two stores, both loaded with g by LoadGraph, n generated
// questions and compares the answers. The same seed asks the same questions.
func Differential(t *testing.T, g Graph, a, b store.Store, seed uint64, n int) {
	t.Helper()
	stores := [2]store.Store{a, b}
	var times [2][]time.Time
	for i, s := range stores {
		times[i] = moments(t, s, g)
	}
	r := &asker{rand.New(rand.NewPCG(seed, 2)), g}
	questions := make([]question, n)
	for i := range questions {
		questions[i] = r.ask()
	}
	var answers [2][]string
	var asking sync.WaitGroup
	for j, s := range stores {
		answers[j] = make([]string, n)
		asking.Go(func() {
			for i, q := range questions {
				begin := time.Now()
				answer, err := q.ask(t.Context(), s, times[j])
				if took := time.Since(begin); took > slowAnswer {
					t.Logf("question %d, %s: store %d took %v", i, q.text, j+1, took.Round(time.Millisecond))
				}
				if err != nil {
					answer = "error " + string(schema.ErrorCode(err)) + ": " + err.Error()
				}
				answers[j][i] = answer
			}
		})
	}
	asking.Wait()
	for i, q := range questions {
		if answers[0][i] != answers[1][i] {
			t.Errorf("question %d, %s:\n one %s\n two %s", i, q.text, answers[0][i], answers[1][i])
		}
	}
}

// slowAnswer is how long an answer may take without being named.
const slowAnswer = 5 * time.Second

// moments returns times just before the second and the third import, and a late
// one.
func moments(t testing.TB, s store.Store, g Graph) []time.Time {
	t.Helper()
	list := []time.Time{time.Date(2900, 1, 1, 0, 0, 0, 0, time.UTC)}
	for _, i := range []int{len(g.Relations) - 1, 0} {
		node, err := s.Relation(t.Context(), store.RelationQuery{ID: g.Relations[i].ID})
		if err != nil || node == nil {
			t.Fatalf("relation %s: %v", g.Relations[i].ID, err)
		}
		list = append(list, node.RecordedAt.Add(-time.Microsecond))
	}
	return list
}

// question is one query with how its answer is written down.
type question struct {
	text string
	ask  func(ctx context.Context, s store.Store, times []time.Time) (string, error)
}

type asker struct {
	*rand.Rand
	g Graph
}

func (r *asker) actor() schema.ActorID {
	one := r.g.Relations[r.IntN(len(r.g.Relations))]
	if r.IntN(2) == 0 {
		return one.Source
	}
	return one.Target
}

func (r *asker) day() *schema.Day {
	d := schema.NewDate(2015, 1, 1).Earliest() + schema.Day(r.IntN(3900))
	return &d
}

// filter makes a filter; known is the number of a moment, -1 for now.
func (r *asker) filter() (f store.Filter, known int) {
	known = -1
	types := schema.RelationTypes()
	if r.IntN(3) == 0 {
		for range 1 + r.IntN(6) {
			f.Types = append(f.Types, types[r.IntN(len(types))].Type)
		}
	}
	if r.IntN(5) == 0 {
		f.Kinds = []schema.Kind{[]schema.Kind{schema.Event, schema.StateKind}[r.IntN(2)]}
	}
	switch r.IntN(8) {
	case 0:
		f.Actor = r.actor()
	case 1:
		f.Source = r.actor()
	case 2:
		f.Target = r.actor()
	case 3:
		one := r.g.Relations[r.IntN(len(r.g.Relations))]
		f.Source, f.Target = one.Source, one.Target
		if r.IntN(3) == 0 {
			f.Source, f.Target = f.Target, f.Source
		}
	}
	f.Parts = r.IntN(4) == 0
	switch r.IntN(5) {
	case 0:
		f.AsOf = r.day()
	case 1:
		f.ValidOn = r.day()
	case 2:
		from := *r.day()
		f.StartsIn = &store.DayRange{From: from, Before: from + schema.Day(r.IntN(700))}
	}
	if r.IntN(6) == 0 {
		known = r.IntN(3)
	}
	if r.IntN(2) == 0 {
		f.Modality = []schema.Modality{schema.Actual}
	}
	f.Certain = r.IntN(6) == 0
	if r.IntN(6) == 0 {
		f.MinConfidence = float64(30+r.IntN(70)) / 100
	}
	if r.IntN(12) == 0 {
		f.MinSources = 1 + r.IntN(2)
	}
	if r.IntN(12) == 0 {
		yes := r.IntN(4) == 0
		f.Contested = &yes
	}
	return f, known
}

// at puts the moment into a filter.
func at(f store.Filter, known int, times []time.Time) store.Filter {
	if known >= 0 {
		f.KnownAt = times[known]
	}
	return f
}

func filterText(f store.Filter, known int) string {
	text := fmt.Sprintf("%+v", f)
	for _, d := range []*schema.Day{f.AsOf, f.ValidOn} {
		if d != nil {
			text += " on " + d.Date().String()
		}
	}
	return fmt.Sprintf("%s known %d", text, known)
}

func nodesText(nodes []*store.RelationNode) string {
	list := make([]string, len(nodes))
	for i, n := range nodes {
		list[i] = fmt.Sprintf("%s.%d", n.ID, n.Version)
		if n.Certain {
			list[i] += "!"
		}
		if n.Source != nil && n.Target != nil {
			list[i] += fmt.Sprintf("(%s>%s)", n.Source.ID, n.Target.ID)
		}
	}
	return strings.Join(list, " ")
}

// ask makes a question of one of the kinds that there are.
func (r *asker) ask() question {
	kinds := []func() question{r.askRelations, r.askActor, r.askPaths, r.askNeighborhood, r.askDyad, r.askActors, r.askChanges, r.askRelation}
	return kinds[r.IntN(len(kinds))]()
}

func (r *asker) askRelations() question {
	f, known := r.filter()
	order, size := store.RelationOrder(r.IntN(4)), 1+r.IntN(40)
	return question{fmt.Sprintf("relations, order %d, pages of %d, %s", order, size, filterText(f, known)), func(ctx context.Context, s store.Store, times []time.Time) (string, error) {
		q := store.RelationsQuery{Filter: at(f, known, times), Order: order, Page: store.Page{First: size, Total: true},
			Select: store.RelationSelection{Source: &store.ActorSelection{}, Target: &store.ActorSelection{}}}
		var b strings.Builder
		for range 3 {
			page, err := s.Relations(ctx, q)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&b, "[%s] %v ", nodesText(page.Nodes), page.PageInfo)
			if !page.HasNext {
				break
			}
			q.Page.After = page.Cursors[len(page.Cursors)-1]
		}
		return b.String(), nil
	}}
}

func (r *asker) askActor() question {
	id := r.actor()
	f, known := r.filter()
	g, knownBelow := r.filter()
	f.Actor, f.Source, f.Target = "", "", ""
	direction, below := store.Direction(r.IntN(3)), store.Direction(r.IntN(3))
	order, size := store.RelationOrder(r.IntN(4)), 1+r.IntN(12)
	return question{fmt.Sprintf("actor %s, direction %d, order %d, first %d, %s; below direction %d, %s", id, direction, order, size, filterText(f, known), below, filterText(g, knownBelow)),
		func(ctx context.Context, s store.Store, times []time.Time) (string, error) {
			f, g := at(f, known, times), at(g, knownBelow, times)
			page := store.Page{First: size, Total: true}
			node, err := s.Actor(ctx, store.ActorQuery{ID: id, Select: store.ActorSelection{
				Relations: []store.RelationsField{{Filter: f, Direction: direction, Order: order, Page: page, Select: store.RelationSelection{
					Others: []store.OtherField{{Than: id, Select: store.ActorSelection{Relations: []store.RelationsField{{Filter: g, Direction: below, Page: page}}}}},
				}}},
				Neighbors: []store.NeighborsField{{Filter: f, Direction: direction, Page: page}},
				Counts:    []store.CountsField{{Filter: f, Direction: direction}},
			}})
			if err != nil || node == nil {
				return fmt.Sprint(node == nil), err
			}
			var b strings.Builder
			fmt.Fprintf(&b, "[%s] %v", nodesText(node.Relations[0].Nodes), node.Relations[0].PageInfo)
			for _, n := range node.Relations[0].Nodes {
				if other := n.Others[0]; other != nil {
					fmt.Fprintf(&b, " %s: [%s] %v", other.ID, nodesText(other.Relations[0].Nodes), other.Relations[0].PageInfo)
				}
			}
			fmt.Fprintf(&b, " neighbours %s %v counts %v", actorIDs(node.Neighbors[0].Nodes), node.Neighbors[0].PageInfo, node.Counts[0])
			return b.String(), nil
		}}
}

func (r *asker) askPaths() question {
	f, known := r.filter()
	f.Actor, f.Source, f.Target = "", "", ""
	q := store.PathsQuery{From: r.actor(), To: r.actor(), MaxHops: 1 + r.IntN(3), First: 1 + r.IntN(5), Overlapping: r.IntN(3) == 0}
	return question{fmt.Sprintf("paths %s–%s, hops %d, first %d, overlapping %v, %s", q.From, q.To, q.MaxHops, q.First, q.Overlapping, filterText(f, known)),
		func(ctx context.Context, s store.Store, times []time.Time) (string, error) {
			q.Filter = at(f, known, times)
			paths, err := s.Paths(ctx, q)
			list := make([]string, len(paths))
			for i, p := range paths {
				list[i] = actorIDs(p.Actors) + " by " + nodesText(p.Relations)
			}
			return strings.Join(list, " | "), err
		}}
}

func (r *asker) askNeighborhood() question {
	f, known := r.filter()
	f.Actor, f.Source, f.Target = "", "", ""
	q := store.NeighborhoodQuery{ID: r.actor(), Hops: 1 + r.IntN(2), Limit: 1 + r.IntN(60)}
	return question{fmt.Sprintf("around %s, hops %d, limit %d, %s", q.ID, q.Hops, q.Limit, filterText(f, known)),
		func(ctx context.Context, s store.Store, times []time.Time) (string, error) {
			q.Filter = at(f, known, times)
			got, err := s.Neighborhood(ctx, q)
			if err != nil || got == nil {
				return fmt.Sprint(got == nil), err
			}
			return fmt.Sprintf("%s / %s / %v", actorIDs(got.Actors), nodesText(got.Relations), got.Truncated), nil
		}}
}

func (r *asker) askDyad() question {
	f, known := r.filter()
	f.Actor, f.Source, f.Target = "", "", ""
	one := r.g.Relations[r.IntN(len(r.g.Relations))]
	q := store.DyadQuery{A: one.Source, B: one.Target, Granularity: store.Granularity(r.IntN(4)),
		Relations: []store.RelationsField{{Direction: store.Direction(r.IntN(3)), Order: store.RelationOrder(r.IntN(4)), Page: store.Page{First: 5, Total: true}}}}
	return question{fmt.Sprintf("dyad %s–%s by %d, direction %d, %s", q.A, q.B, q.Granularity, q.Relations[0].Direction, filterText(f, known)),
		func(ctx context.Context, s store.Store, times []time.Time) (string, error) {
			q := q
			q.Relations = slices.Clone(q.Relations)
			q.Filter = at(f, known, times)
			q.Relations[0].Filter = q.Filter
			got, err := s.Dyad(ctx, q)
			if err != nil || got == nil {
				return fmt.Sprint(got == nil), err
			}
			return fmt.Sprintf("%s %s %s [%s] %v", got.FirstContact, got.LastContact, seriesText(got.Series), nodesText(got.Relations[0].Nodes), got.Relations[0].PageInfo), nil
		}}
}

func (r *asker) askActors() question {
	q := store.ActorsQuery{Order: store.ActorOrder(r.IntN(3)), Page: store.Page{First: 1 + r.IntN(20), Total: true}}
	given, family := generatedGiven[r.IntN(len(generatedGiven))], generatedFamily[r.IntN(len(generatedFamily))]
	switch r.IntN(5) {
	case 0:
		q.Search = given[r.IntN(2)]
	case 1:
		q.Search = given[1] + " " + family[1]
	case 2:
		q.Search = family[0] + fmt.Sprint(" ", r.IntN(len(r.g.Actors)))
	case 3:
		q.NamePrefix = given[0] + " "
	}
	if r.IntN(3) == 0 {
		q.Types = []schema.ActorType{schema.ActorTypes()[r.IntN(7)], schema.ActorTypes()[r.IntN(7)]}
	}
	return question{fmt.Sprintf("actors %+v", q), func(ctx context.Context, s store.Store, _ []time.Time) (string, error) {
		q := q
		var b strings.Builder
		for range 2 {
			page, err := s.Actors(ctx, q)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&b, "[%s] %v ", actorIDs(page.Nodes), page.PageInfo)
			if !page.HasNext {
				break
			}
			q.Page.After = page.Cursors[len(page.Cursors)-1]
		}
		return b.String(), nil
	}}
}

func (r *asker) askChanges() question {
	q := store.ChangesQuery{Page: store.Page{First: 1 + r.IntN(30), Total: true}, Select: store.ChangeSelection{Relation: &store.RelationSelection{}}}
	f, _ := r.filter()
	q.Filter.Types, q.Filter.Actor, q.Filter.Parts, q.Filter.Modality, q.Filter.ValidIn = f.Types, f.Actor, f.Parts, f.Modality, f.StartsIn
	if r.IntN(3) == 0 {
		q.Filter.Kinds = []schema.ChangeKind{schema.Opened, schema.Revised}
	}
	return question{fmt.Sprintf("changes %+v", q.Filter), func(ctx context.Context, s store.Store, _ []time.Time) (string, error) {
		q := q
		var b strings.Builder
		for range 2 {
			page, err := s.Changes(ctx, q)
			if err != nil {
				return "", err
			}
			for _, c := range page.Nodes {
				fmt.Fprintf(&b, "%d %s %s %s %s.%d ", c.Cursor, c.Kind, c.ID, c.ValidDate, c.Relation.ID, c.Relation.Version)
			}
			fmt.Fprintf(&b, "%v ", page.PageInfo)
			if !page.HasNext {
				break
			}
			q.Page.After = page.Cursors[len(page.Cursors)-1]
		}
		return b.String(), nil
	}}
}

func (r *asker) askRelation() question {
	id, known := r.g.Relations[r.IntN(len(r.g.Relations))].ID, r.IntN(4)-1
	return question{fmt.Sprintf("relation %s known %d", id, known), func(ctx context.Context, s store.Store, times []time.Time) (string, error) {
		q := store.RelationQuery{ID: id, KnownAt: at(store.Filter{}, known, times).KnownAt, Select: store.RelationSelection{Changes: &store.ChangeSelection{}}}
		node, err := s.Relation(ctx, q)
		if err != nil || node == nil {
			return fmt.Sprint(node == nil), err
		}
		r := *node.Relation
		r.RecordedAt = time.Time{}
		text := versionText(&r)
		for _, c := range node.Changes {
			text += fmt.Sprintf(" %d %s", c.Cursor, c.Kind)
		}
		return text, nil
	}}
}
