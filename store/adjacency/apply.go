package adjacency

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// Batch is what one transaction changes in the graph.
type Batch struct {
	// Actors are new, or replace the actor of their id.
	Actors []schema.Actor
	// Relations are new versions, Retired are former ones with RetractedAt set. A
	// relation without RetractedAt is current from now on.
	Relations []schema.Relation
	Retired   []schema.Relation
	// At is the recording time, later than that of the batch before.
	At time.Time
}

// Apply makes the next state and publishes it. It refuses a batch with a
// relation of a type or an actor that is not known and leaves the state as it
// is. The graph keeps the actors of the batch.
func (g *Graph) Apply(b Batch) error {
	g.writing.Lock()
	defer g.writing.Unlock()
	old := g.now.Load()
	if err := g.check(b); err != nil {
		return err
	}
	t := &writing{g: g, state: *old, actors: edit(old.actors), touched: map[uint32]*touch{}}
	t.state.at = max(t.state.at, b.At.UnixMicro())
	for i := range b.Actors {
		t.putActor(&b.Actors[i])
	}
	for i := range b.Retired {
		t.retire(&b.Retired[i])
	}
	for i := range b.Relations {
		r := &b.Relations[i]
		t.addRelation(r, t.actor(r.Source).number, t.actor(r.Target).number, "")
	}
	g.now.Store(t.finish())
	return nil
}

// Load is Apply for what does not fit into a batch: read calls add for one version
// after the other, every one of a relation after the one before. The claims of a
// past version may be left out and told as ClaimsBefore does. What add is given
// may be reused.
func (g *Graph) Load(actors []schema.Actor, at time.Time, read func(add func(r *schema.Relation, before string) error) error) error {
	g.writing.Lock()
	defer g.writing.Unlock()
	old := g.now.Load()
	t := &writing{g: g, state: *old, actors: edit(old.actors), touched: map[uint32]*touch{}}
	t.state.at = max(t.state.at, at.UnixMicro())
	for i := range actors {
		t.putActor(&actors[i])
	}
	add := func(r *schema.Relation, before string) error {
		source, target := t.actor(r.Source), t.actor(r.Target)
		if source == nil || target == nil || r.Type.Info() == nil {
			return g.checkRelation(r, nil)
		}
		t.addRelation(r, source.number, target.number, before)
		return nil
	}
	if err := read(add); err != nil {
		return err
	}
	g.now.Store(t.finish())
	return nil
}

// writing is the next state in the making.
type writing struct {
	g       *Graph
	state   state
	actors  *editor[*actor]
	touched map[uint32]*touch // by number of actor

	add, drop         []uint32 // current versions that come and go
	addPast           []uint32
	addName, dropName []uint32
}

// touch is what changes about one actor: edges in the order of its lists.
type touch struct {
	add, addPast []half
	drop         []uint32
	parts        []uint32
}

func (t *writing) touch(n uint32) *touch {
	one := t.touched[n]
	if one == nil {
		one = &touch{}
		t.touched[n] = one
	}
	return one
}

func (t *writing) actor(id schema.ActorID) *actor {
	entry, ok := t.g.actorNumbers.find(string(id))
	if !ok {
		return nil
	}
	return t.actors.v.at(t.g.names.at(entry).actor)
}

func (t *writing) putActor(a *schema.Actor) {
	fresh := &actor{node: store.ActorNode{Actor: a}}
	was := t.actor(a.ID)
	if was == nil {
		fresh.number = t.actors.add(fresh)
		_, id := t.g.versions.actorIDs.add()
		*id = a.ID
	} else {
		*fresh = *was
		fresh.node.Actor = a
		t.actors.set(fresh.number, fresh)
	}
	if was == nil || was.node.Name != a.Name {
		if was != nil {
			t.dropName = append(t.dropName, was.nameEntry)
		}
		n, entry := t.g.names.add()
		fresh.nameEntry, *entry = n, nameEntry{name: a.Name, id: a.ID, actor: fresh.number}
		t.addName = append(t.addName, fresh.nameEntry)
		t.g.actorNumbers.put(fresh.nameEntry)
	}
	fresh.names = t.g.nameWords.put(fresh.number, a)
	t.contain(fresh, was)
}

// contain files an actor under what it is part of and lies in, and under it
// what waited for it. Parts are checked when they are read, so that an actor
// that has moved is left where it was.
func (t *writing) contain(a, was *actor) {
	for i, container := range [...]schema.ActorID{a.node.Actor.PartOf, a.node.Within} {
		if container == "" || was != nil && container == [...]schema.ActorID{was.node.Actor.PartOf, was.node.Within}[i] {
			continue
		}
		if outer := t.actor(container); outer != nil {
			one := t.touch(outer.number)
			one.parts = append(one.parts, a.number)
		} else {
			t.g.waiting[container] = append(t.g.waiting[container], a.number)
		}
	}
	if was == nil {
		if parts := t.g.waiting[a.node.ID]; parts != nil {
			one := t.touch(a.number)
			one.parts = append(one.parts, parts...)
			delete(t.g.waiting, a.node.ID)
		}
	}
}

// check refuses a batch that cannot be applied whole.
func (g *Graph) check(b Batch) error {
	fresh := make(map[schema.ActorID]bool, len(b.Actors))
	for i := range b.Actors {
		fresh[b.Actors[i].ID] = true
	}
	for i := range b.Relations {
		if err := g.checkRelation(&b.Relations[i], fresh); err != nil {
			return err
		}
	}
	return nil
}

func (g *Graph) checkRelation(r *schema.Relation, fresh map[schema.ActorID]bool) error {
	if _, ok := vocabulary()[r.Type]; !ok {
		return fmt.Errorf("relation %s has the unknown type %q", r.ID, r.Type)
	}
	for _, id := range [...]schema.ActorID{r.Source, r.Target} {
		if _, ok := g.actorNumbers.find(string(id)); !ok && !fresh[id] {
			return fmt.Errorf("relation %s names the unknown actor %q", r.ID, id)
		}
	}
	return nil
}

// retire makes the current version of a relation a past one.
func (t *writing) retire(r *schema.Relation) {
	n, ok := t.g.relationNumbers.find(string(r.ID))
	if !ok {
		return
	}
	e := t.g.versions.edge(n)
	if e.retiredAt() != 0 {
		return
	}
	e.retire(r.RetractedAt.UnixMicro())
	t.drop = append(t.drop, n)
	t.addPast = append(t.addPast, n)
}

// addRelation adds a version whose type and ends were checked.
func (t *writing) addRelation(r *schema.Relation, source, target uint32, before string) {
	n, e := t.g.versions.add(r, source, target, before)
	if former, ok := t.g.relationNumbers.put(n); ok {
		claims := r.Claims
		if before != "" {
			claims = nil // the one before is told already
		}
		t.g.versions.follow(n, former, claims)
	}
	t.g.aliases.put(r.ID, r.Aliases)
	if r.RetractedAt.IsZero() {
		t.add = append(t.add, n)
	} else {
		e.retired = r.RetractedAt.UnixMicro()
		t.addPast = append(t.addPast, n)
	}
}

// ends hands out a version as its ends see it; a relation of an actor with
// itself has one.
func (t *writing) ends(n uint32, visit func(number uint32, h half)) {
	e := t.g.versions.edge(n)
	h := half{edge: n, other: e.target, begin: e.begin, end: e.end, kind: e.kind, modality: e.modality, flags: e.flags, dir: dirOut}
	if e.flags&flagSymmetric != 0 || e.source == e.target {
		h.dir = dirOut | dirIn
	}
	visit(e.source, h)
	if e.source == e.target {
		return
	}
	h.other = e.source
	if h.dir == dirOut {
		h.dir = dirIn
	}
	visit(e.target, h)
}

// finish puts the lists and indexes of the next state together. It sorts what
// comes once and hands it on in that order.
func (t *writing) finish() *state {
	g, s := t.g, &t.state
	v := &g.versions
	v.sortByID(t.add)
	v.sortByID(t.drop)
	v.sortByID(t.addPast)
	add, drop := v.ranked(t.add, v.dateDescRank), v.ranked(t.drop, v.dateDescRank)
	addPast := v.ranked(t.addPast, v.dateDescRank)
	s.dateDesc = s.dateDesc.with(v.byDateDesc, add, drop)
	s.kindDesc = t.kinds(s.kindDesc, v.byDateDesc, add, drop)
	s.past = s.past.with(v.byDateDesc, addPast, nil)
	t.lists(add, drop, addPast)
	s.actors = t.actors.v
	s.versions = v.edges.n
	add, drop = v.ranked(t.add, v.dateAscRank), v.ranked(t.drop, v.dateAscRank)
	s.dateAsc = s.dateAsc.with(v.byDateAsc, add, drop)
	s.kindAsc = t.kinds(s.kindAsc, v.byDateAsc, add, drop)
	s.recorded = s.recorded.with(v.byRecordedDesc, v.ranked(t.add, v.recordedRank), v.ranked(t.drop, v.recordedRank))
	s.confidence = s.confidence.with(v.byConfidenceDesc, v.ranked(t.add, v.confidenceRank), v.ranked(t.drop, v.confidenceRank))
	slices.SortFunc(t.addName, g.compareNames)
	slices.SortFunc(t.dropName, g.compareNames)
	s.byName = s.byName.with(g.compareNames, t.addName, t.dropName)
	return s
}

// lists puts what comes and goes, sorted, into the lists of its ends.
func (t *writing) lists(add, drop, addPast []uint32) {
	for _, n := range add {
		t.ends(n, func(number uint32, h half) { one := t.touch(number); one.add = append(one.add, h) })
	}
	for _, n := range addPast {
		t.ends(n, func(number uint32, h half) { one := t.touch(number); one.addPast = append(one.addPast, h) })
	}
	for _, n := range drop {
		t.ends(n, func(number uint32, _ half) { one := t.touch(number); one.drop = append(one.drop, n) })
	}
	for n, one := range t.touched {
		a := *t.actors.v.at(n)
		a.current = t.g.mergeHalves(a.current, one.add, one.drop)
		a.past = t.g.mergeHalves(a.past, one.addPast, nil)
		if len(one.parts) > 0 {
			a.parts = append(slices.Clone(a.parts), one.parts...)
		}
		t.actors.set(n, &a)
	}
}

// kinds puts what comes and goes, sorted, into the indexes of its types.
func (t *writing) kinds(indexes []index, compare func(a, b uint32) int, add, drop []uint32) []index {
	split := func(list []uint32) [][]uint32 {
		lists := make([][]uint32, len(indexes))
		for _, n := range list {
			kind := t.g.versions.edge(n).kind
			lists[kind] = append(lists[kind], n)
		}
		return lists
	}
	adds, drops := split(add), split(drop)
	out := slices.Clone(indexes)
	for kind := range out {
		out[kind] = out[kind].with(compare, adds[kind], drops[kind])
	}
	return out
}

func (g *Graph) compareNames(a, b uint32) int {
	x, y := g.names.at(a), g.names.at(b)
	return cmp.Or(cmp.Compare(x.name, y.name), cmp.Compare(x.id, y.id))
}

// mergeHalves returns a list with halves added and edges dropped, all sorted
// alike. What lies between two changes is copied whole.
func (g *Graph) mergeHalves(old, add []half, drop []uint32) []half {
	if len(add) == 0 && len(drop) == 0 {
		return old
	}
	compare := g.versions.byDateDesc
	out := make([]half, 0, len(old)+len(add))
	for len(add)+len(drop) > 0 {
		adds := len(drop) == 0 || len(add) > 0 && compare(add[0].edge, drop[0]) < 0
		var next uint32
		if adds {
			next = add[0].edge
		} else {
			next = drop[0]
		}
		at := sort.Search(len(old), func(i int) bool { return compare(old[i].edge, next) >= 0 })
		out, old = append(out, old[:at]...), old[at:]
		if adds {
			out, add = append(out, add[0]), add[1:]
			continue
		}
		if len(old) > 0 && old[0].edge == next {
			old = old[1:]
		}
		drop = drop[1:]
	}
	return append(out, old...)
}
