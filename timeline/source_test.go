package timeline_test

import (
	"context"
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"rawabit/schema"
	"rawabit/timeline"
)

// memory is a store of the least kind: it files claims, keeps relations and
// their past, and checks that every delta can be applied.
type memory struct {
	t          rapid.TB
	claims     map[schema.ClaimID]schema.Claim
	filed      map[timeline.Unit]map[schema.ClaimID]bool
	relations  map[schema.RelationID]schema.Relation
	atHome     map[timeline.Unit]map[schema.RelationID]bool
	past       map[string]schema.Relation
	last       map[schema.RelationID]int
	changes    []schema.Change
	changeIDs  map[schema.ChangeID]bool
	decisions  []schema.Decision
	containers map[schema.ActorID][]schema.ActorID
	clock      time.Time
	remembered *timeline.Memory // nil for none
	read       int              // claims that were read
	bare       bool             // offers the least that a source must
}

// Memory is part of timeline.Rememberer.
func (m *memory) Memory() *timeline.Memory { return m.remembered }

func newMemory(t rapid.TB) *memory {
	return &memory{
		t: t, claims: map[schema.ClaimID]schema.Claim{}, filed: map[timeline.Unit]map[schema.ClaimID]bool{},
		relations: map[schema.RelationID]schema.Relation{}, atHome: map[timeline.Unit]map[schema.RelationID]bool{},
		past: map[string]schema.Relation{}, last: map[schema.RelationID]int{}, changeIDs: map[schema.ChangeID]bool{},
		containers: map[schema.ActorID][]schema.ActorID{
			"qamishli": {"hasakah", "syria"}, "hasakah": {"syria"}, "raqqa": {"syria"}, "hmeimim": {"latakia", "syria"}, "latakia": {"syria"},
		},
		clock: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC),
	}
}

func (m *memory) Claims(_ context.Context, units []timeline.Unit) ([]schema.Claim, error) {
	seen := map[schema.ClaimID]bool{}
	var claims []schema.Claim
	for _, u := range units {
		for id := range m.filed[u] { // in any order, as a store may
			if !seen[id] {
				seen[id] = true
				m.read++
				claims = append(claims, m.claims[id])
			}
		}
	}
	return claims, nil
}

func (m *memory) Relations(_ context.Context, units []timeline.Unit) ([]schema.Relation, error) {
	var relations []schema.Relation
	for _, u := range units {
		for id := range m.atHome[u] {
			relations = append(relations, m.relations[id])
		}
	}
	return relations, nil
}

func (m *memory) Decisions(_ context.Context, ids []schema.ClaimID) ([]schema.Decision, error) {
	if len(ids) == 0 {
		m.t.Error("decisions are asked of no claim")
	}
	return m.decisions, nil
}

func (m *memory) Containers(_ context.Context, places []schema.ActorID) (map[schema.ActorID][]schema.ActorID, error) {
	found := map[schema.ActorID][]schema.ActorID{}
	for _, p := range places {
		found[p] = m.containers[p]
	}
	return found, nil
}

func (m *memory) Contents(_ context.Context, places []schema.ActorID) (map[schema.ActorID][]schema.ActorID, error) {
	found := map[schema.ActorID][]schema.ActorID{}
	for _, p := range places {
		for inner, outer := range m.containers {
			if slices.Contains(outer, p) {
				found[p] = append(found[p], inner)
			}
		}
	}
	return found, nil
}

func (m *memory) LastVersions(_ context.Context, ids []schema.RelationID) (map[schema.RelationID]int, error) {
	found := map[schema.RelationID]int{}
	for _, id := range ids {
		if v := m.last[id]; v > 0 {
			found[id] = v
		}
	}
	return found, nil
}

func (m *memory) file(c schema.Claim) {
	for _, u := range timeline.Filing(&c, m.decisions) {
		if m.filed[u] == nil {
			m.filed[u] = map[schema.ClaimID]bool{}
		}
		m.filed[u][c.ID] = true
	}
}

// record loads claims in one transaction and returns the changes that it made.
func (m *memory) record(claims ...schema.Claim) []schema.Change {
	m.t.Helper()
	var fresh []schema.Claim
	for _, c := range claims {
		if _, known := m.claims[c.ID]; known {
			continue
		}
		c.Sequence = int64(len(m.claims) + 1)
		m.claims[c.ID] = c
		m.file(c)
		fresh = append(fresh, c)
	}
	m.clock = m.clock.Add(time.Hour)
	var src timeline.Source = m
	if m.bare {
		src = struct{ timeline.Source }{m}
	}
	delta, err := timeline.Update(context.Background(), src, fresh, m.clock)
	if err != nil {
		m.t.Fatal(err)
	}
	return m.apply(delta)
}

// decide records a decision, files again the claims that it bears on, recomputes
// what they touch and returns the changes that it made.
func (m *memory) decide(d schema.Decision) []schema.Change {
	m.t.Helper()
	d.Sequence = int64(len(m.decisions) + 1)
	d.ID = schema.DecisionID(fmt.Sprintf("d-%d", d.Sequence))
	before := slices.Clone(m.decisions)
	m.decisions = append(m.decisions, d)
	var units []timeline.Unit
	for _, c := range m.claims {
		if timeline.Bears(&d, &c, before) {
			units = append(append(units, timeline.Filing(&c, before)...), timeline.Filing(&c, m.decisions)...)
			m.file(c)
		}
	}
	m.clock = m.clock.Add(time.Hour)
	delta, err := timeline.UpdateUnits(context.Background(), m, units, m.clock)
	if err != nil {
		m.t.Fatal(err)
	}
	return m.apply(delta)
}

// review decides about the one relation that line prints as given.
func (m *memory) review(text string, d schema.Decision) []schema.Change {
	m.t.Helper()
	for _, r := range m.relations {
		if line(r) == text {
			d.Kind, d.Of, d.Claims = schema.DecideReview, r.Type, r.Claims
			return m.decide(d)
		}
	}
	m.t.Fatalf("no relation %q among\n%v", text, lines(m.current()))
	return nil
}

// recompute files every claim again and recomputes all units.
func (m *memory) recompute() []schema.Change {
	m.t.Helper()
	for _, c := range m.claims {
		m.file(c)
	}
	var units []timeline.Unit
	for u := range m.filed {
		units = append(units, u)
	}
	m.clock = m.clock.Add(time.Hour)
	delta, err := timeline.UpdateUnits(context.Background(), m, units, m.clock)
	if err != nil {
		m.t.Fatal(err)
	}
	return m.apply(delta)
}

func (m *memory) apply(d timeline.Delta) []schema.Change {
	m.t.Helper()
	for _, r := range d.Retired {
		cur, ok := m.relations[r.ID]
		if !ok || cur.Version != r.Version || r.RetractedAt.IsZero() {
			m.t.Errorf("retired %s version %d, which is not current", r.ID, r.Version)
		}
		delete(m.relations, r.ID)
		delete(m.atHome[timeline.Home(r.Type, r.Source, r.Target)], r.ID)
	}
	for _, r := range d.Relations {
		if cur, ok := m.relations[r.ID]; ok {
			m.t.Errorf("%s version %d is still current", r.ID, cur.Version)
		}
		name := fmt.Sprint(r.ID, " ", r.Version)
		if _, ok := m.past[name]; ok || r.Version != m.last[r.ID]+1 && len(r.Aliases) == 0 {
			m.t.Errorf("version %s: last was %d", name, m.last[r.ID])
		}
		m.past[name], m.last[r.ID], m.relations[r.ID] = r, r.Version, r
		home := timeline.Home(r.Type, r.Source, r.Target)
		if m.atHome[home] == nil {
			m.atHome[home] = map[schema.RelationID]bool{}
		}
		m.atHome[home][r.ID] = true
	}
	for _, c := range d.Changes {
		if m.changeIDs[c.ID] {
			m.t.Errorf("change %s (%s of %s) is told twice", c.ID, c.Kind, c.Relation)
		}
		m.changeIDs[c.ID] = true
		c.Cursor = int64(len(m.changes) + 1)
		m.changes = append(m.changes, c)
	}
	return d.Changes
}

// current returns the relations without what depends on the order in which we
// learned, sorted by id.
func (m *memory) current() []schema.Relation {
	var all []schema.Relation
	for _, r := range m.relations {
		r.Version, r.Aliases, r.RecordedAt, r.RetractedAt = 0, nil, time.Time{}, time.Time{}
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b schema.Relation) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return all
}
