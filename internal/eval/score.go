package eval

import "sort"

// Tally counts for precision and recall: right and all of the system's, right
// and all of the gold's.
type Tally struct{ TP, Found, Right, Wanted int }

// PRF returns precision, recall and F1.
func (t Tally) PRF() (p, r, f float64) {
	if t.Found > 0 {
		p = float64(t.TP) / float64(t.Found)
	}
	if t.Wanted > 0 {
		r = float64(t.Right) / float64(t.Wanted)
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

func (t *Tally) add(o Tally) {
	t.TP += o.TP
	t.Found += o.Found
	t.Right += o.Right
	t.Wanted += o.Wanted
}

// Share counts how many of some are right.
type Share struct{ Right, All int }

// Value returns the share, 0 of none.
func (s Share) Value() float64 {
	if s.All == 0 {
		return 0
	}
	return float64(s.Right) / float64(s.All)
}

func (s *Share) add(o Share) { s.Right += o.Right; s.All += o.All }

// Result holds the scores of one article or of several added up.
type Result struct {
	Actor, Pair, Edge, Action, Exact, Hedged Tally
	ActorType, Date, Dated, Modality         Share
}

// Add adds the counts of another article.
func (r *Result) Add(o *Result) {
	r.Actor.add(o.Actor)
	r.Pair.add(o.Pair)
	r.Edge.add(o.Edge)
	r.Action.add(o.Action)
	r.Exact.add(o.Exact)
	r.Hedged.add(o.Hedged)
	r.ActorType.add(o.ActorType)
	r.Date.add(o.Date)
	r.Dated.add(o.Dated)
	r.Modality.add(o.Modality)
}

type matcher struct {
	gold *Gold
	got  *System
	types,
	top map[string]string
	maps map[string]string // extracted actor → the gold actor that it stands for
	res  *Result
}

// Score compares an extracted document with an annotated article. An actor is
// right when one of its names or mentions is one of a gold actor's; an edge when
// ends and type are right, a state and its organs counting as one end. An edge
// that matches an optional one counts for nothing; one with a null end is none.
func Score(gold *Gold, got *System) *Result {
	m := &matcher{gold: gold, got: got, types: map[string]string{}, top: map[string]string{}, maps: map[string]string{}, res: &Result{}}
	m.actors()
	m.level(true)
	m.level(false)
	return m.res
}

func isPlace(t string) bool { return t == "PLACE" || t == "FACILITY" }

func (m *matcher) actors() {
	names := map[string]nameSet{}
	var ids []string
	for i := range m.gold.Actors {
		a := &m.gold.Actors[i]
		names[a.ID], m.types[a.ID], m.top[a.ID] = goldNames(a), a.Type, a.ID
		if a.PartOf != "" {
			m.top[a.ID] = a.PartOf
		}
		ids = append(ids, a.ID)
	}
	for i := range m.got.Actors {
		a := &m.got.Actors[i]
		if id := m.standsFor(a, ids, names); id != "" {
			m.maps[a.ID] = id
		}
	}
	needed := map[string]bool{}
	for _, r := range m.gold.Relations {
		if !r.Optional {
			needed[r.Source], needed[r.Target] = true, true
		}
	}
	order := make([]*SystemActor, len(m.got.Actors))
	for i := range m.got.Actors {
		order[i] = &m.got.Actors[i]
	}
	sort.SliceStable(order, func(i, j int) bool { return m.maps[order[i].ID] == "" && m.maps[order[j].ID] != "" })
	taken, covered := map[string]bool{}, map[string]bool{}
	tally := Tally{Found: len(order), Wanted: len(needed)}
	for _, a := range order {
		id := m.maps[a.ID]
		if id == "" || taken[id] {
			continue
		}
		taken[id] = true
		tally.TP++
		m.res.ActorType.All++
		if m.types[id] == a.Type {
			m.res.ActorType.Right++
		}
	}
	for _, id := range m.maps {
		covered[id] = true
	}
	for id := range needed {
		if covered[id] {
			tally.Right++
		}
	}
	m.res.Actor = tally
}

// standsFor returns the gold actor that shares most names with an extracted one.
func (m *matcher) standsFor(a *SystemActor, ids []string, names map[string]nameSet) string {
	mine := systemNames(a)
	type hit struct {
		shared           int
		place, otherType bool
		id               string
	}
	var hits []hit
	for _, id := range ids {
		if n := common(names[id], mine); n > 0 {
			hits = append(hits, hit{n, isPlace(m.types[id]) != isPlace(a.Type), m.types[id] != a.Type, id})
		}
	}
	sort.Slice(hits, func(i, j int) bool {
		x, y := hits[i], hits[j]
		switch {
		case x.shared != y.shared:
			return x.shared > y.shared
		case x.place != y.place:
			return y.place
		case x.otherType != y.otherType:
			return y.otherType
		}
		return x.id < y.id
	})
	for _, h := range hits {
		if !h.place {
			return h.id
		}
	}
	if len(hits) > 0 {
		return hits[0].id
	}
	return ""
}
