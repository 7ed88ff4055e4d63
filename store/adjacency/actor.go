package adjacency

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
	"strings"

	"rawabit/schema"
	"rawabit/store"
)

// Actor answers store.Reader.
func (g *Graph) Actor(ctx context.Context, q store.ActorQuery) (*store.ActorNode, error) {
	if err := ctx.Err(); err != nil {
		return nil, timeout(err)
	}
	b := &builder{g.view(), ctx}
	a := b.v.actor(q.ID)
	if q.ID == "" && q.Name != "" {
		a = b.v.named(q.Name)
	}
	if a == nil {
		return nil, nil
	}
	return b.actor(a, &q.Select)
}

// named returns the best known actor that has a name: known by the registry,
// then with the most relations, then by id.
func (v view) named(name string) *actor {
	folded := schema.FoldName(name)
	var best *actor
	for _, n := range v.nameWords.any(strings.Fields(folded)) {
		if n >= uint32(v.actors.n) {
			continue
		}
		a := v.actors.at(n)
		if store.HasName(a.node.Actor, folded) && (best == nil || better(a, best)) {
			best = a
		}
	}
	return best
}

func better(a, b *actor) bool {
	if a.node.Known != b.node.Known {
		return a.node.Known
	}
	if len(a.current) != len(b.current) {
		return len(a.current) > len(b.current)
	}
	return a.node.ID < b.node.ID
}

// neighbors makes a page of the other ends of an actor's relations.
func (b *builder) neighbors(a *actor, field *store.NeighborsField) (store.ActorPage, error) {
	f := b.v.filter(&field.Filter)
	members := &set{one: a.number}
	if field.Filter.Parts {
		members = b.v.set(a.node.ID, true)
	}
	seen := map[uint32]struct{}{}
	if !f.nothing {
		look := looks(field.Direction)
		f.eachHalf(members, look, func(h *half) bool { seen[h.other] = struct{}{}; return true })
	}
	list := make([]*actor, 0, len(seen))
	for n := range seen {
		list = append(list, b.v.actors.at(n))
	}
	slices.SortFunc(list, func(a, b *actor) int {
		return cmp.Or(strings.Compare(a.node.Name, b.node.Name), cmp.Compare(a.node.ID, b.node.ID))
	})
	return b.actorPage(field.Page, &field.Select, &ranked{
		list: store.ListName, actors: list, total: len(list),
		cursor: func(a *actor) store.Cursor { return nameCursor(a) },
	})
}

func nameCursor(a *actor) store.Cursor {
	return store.Cursor{List: store.ListName, Name: a.node.Name, ID: string(a.node.ID)}
}

// eachHalf calls visit for every edge of the members that passes, as each
// member sees it, until visit returns false.
func (f *filter) eachHalf(members *set, look uint8, visit func(h *half) bool) {
	for _, n := range members.list() {
		a := f.v.actors.at(n)
		for i := range a.current {
			if h := &a.current[i]; h.dir&look != 0 && f.half(h, false) && !visit(h) {
				return
			}
		}
		if f.known == 0 {
			continue
		}
		for i := range a.past {
			if h := &a.past[i]; h.dir&look != 0 && f.half(h, true) && !visit(h) {
				return
			}
		}
	}
}

// counts counts an actor's relations by type.
func (b *builder) counts(a *actor, field *store.CountsField) ([]store.TypeCount, error) {
	f := b.v.filter(&field.Filter)
	members := &set{one: a.number}
	if field.Filter.Parts {
		members = b.v.set(a.node.ID, true)
	}
	var counts [64]int
	var seen map[uint32]struct{}
	if members.many != nil {
		seen = map[uint32]struct{}{}
	}
	if !f.nothing {
		f.eachHalf(members, looks(field.Direction), func(h *half) bool {
			if seen != nil {
				if _, twice := seen[h.edge]; twice {
					return true
				}
				seen[h.edge] = struct{}{}
			}
			counts[h.kind]++
			return true
		})
	}
	return typeCounts(counts[:]), nil
}

func typeCounts(counts []int) []store.TypeCount {
	out := []store.TypeCount{}
	for kind, info := range schema.RelationTypes() {
		if counts[kind] > 0 {
			out = append(out, store.TypeCount{Type: info.Type, Count: counts[kind]})
		}
	}
	return out
}

// Actors answers store.Reader.
func (g *Graph) Actors(ctx context.Context, q store.ActorsQuery) (*store.ActorPage, error) {
	if err := ctx.Err(); err != nil {
		return nil, timeout(err)
	}
	b := &builder{g.view(), ctx}
	r, err := b.v.rank(&q)
	if err != nil {
		return nil, err
	}
	page, err := b.actorPage(q.Page, &q.Select, r)
	return &page, err
}

// ranked is a list of actors in order, from the cursor on.
type ranked struct {
	list   store.List
	actors []*actor
	total  int
	cursor func(*actor) store.Cursor
	begun  bool // the actors begin after the cursor already
}

func (b *builder) actorPage(p store.Page, sel *store.ActorSelection, r *ranked) (store.ActorPage, error) {
	page := store.ActorPage{PageInfo: store.PageInfo{HasPrevious: p.After != "", Total: -1}}
	if err := store.CheckPage(p); err != nil {
		return page, err
	}
	if p.Total {
		page.Total = r.total
	}
	actors := r.actors
	if p.After != "" {
		after, err := store.DecodeCursor(r.list, p.After)
		if err != nil {
			return page, err
		}
		if !r.begun {
			skip, _ := slices.BinarySearchFunc(actors, after, func(a *actor, c store.Cursor) int {
				if c.Before(r.cursor(a)) {
					return 1
				}
				return -1
			})
			actors = actors[skip:]
		}
	}
	page.HasNext = len(actors) > p.First
	actors = actors[:min(len(actors), p.First)]
	page.Nodes = make([]*store.ActorNode, len(actors))
	for i, a := range actors {
		var err error
		if page.Nodes[i], err = b.actor(a, sel); err != nil {
			return page, err
		}
		if !p.NoCursors {
			page.Cursors = append(page.Cursors, r.cursor(a).Encode())
		}
	}
	return page, nil
}

// rank puts the actors that a query asks for in order: as many as its page needs.
func (v view) rank(q *store.ActorsQuery) (*ranked, error) {
	var types uint64
	for i, t := range schema.ActorTypes() {
		if len(q.Types) == 0 || slices.Contains(q.Types, t) {
			types |= 1 << i
		}
	}
	allowed := func(a *actor) bool {
		if bits.OnesCount64(types) < len(schema.ActorTypes()) && !slices.Contains(q.Types, a.node.Type) {
			return false
		}
		return strings.HasPrefix(a.node.Name, q.NamePrefix)
	}
	order := q.Order
	if order == store.Relevance && q.Search == "" {
		order = store.NameOrder
	}
	r := &ranked{list: [...]store.List{store.ListRelevance, store.ListName, store.ListDegreeDesc}[order], cursor: nameCursor}
	var after *store.Cursor
	if q.Page.After != "" {
		c, err := store.DecodeCursor(r.list, q.Page.After)
		if err != nil {
			return nil, err
		}
		after = &c
	}
	if q.Search == "" && order == store.NameOrder {
		v.byNames(r, q, allowed, after)
		return r, nil
	}
	scores := map[*actor]int64{}
	switch order {
	case store.Relevance:
		r.cursor = func(a *actor) store.Cursor {
			return store.Cursor{List: store.ListRelevance, Rank: -scores[a], ID: string(a.node.ID)}
		}
	case store.DegreeDesc:
		r.cursor = func(a *actor) store.Cursor {
			return store.Cursor{List: store.ListDegreeDesc, Rank: -int64(len(a.current)), ID: string(a.node.ID)}
		}
	}
	candidate := func(a *actor, score int64) {
		if !allowed(a) {
			return
		}
		r.total++
		scores[a] = score
		if after == nil || after.Before(r.cursor(a)) {
			r.actors = append(r.actors, a)
		}
	}
	if q.Search != "" {
		v.search(q.Search, candidate)
	} else {
		for n := range uint32(v.actors.n) {
			candidate(v.actors.at(n), 0)
		}
	}
	r.begun = true
	slices.SortFunc(r.actors, func(a, b *actor) int {
		if r.cursor(a).Before(r.cursor(b)) {
			return -1
		}
		return 1
	})
	return r, nil
}

// byNames walks the index of names.
func (v view) byNames(r *ranked, q *store.ActorsQuery, allowed func(*actor) bool, after *store.Cursor) {
	x := &v.byName
	begin := x.seek(func(n uint32) bool { return v.names.at(n).name < q.NamePrefix })
	start := begin
	if after != nil {
		r.begun = true
		if p := x.seek(func(n uint32) bool {
			e := v.names.at(n)
			return !after.Before(store.Cursor{Name: e.name, ID: string(e.id)})
		}); start.less(p) {
			start = p
		}
	}
	end := place{leaf: len(x.leaves)}
	for n := range x.between(start, end) {
		e := v.names.at(n)
		if !strings.HasPrefix(e.name, q.NamePrefix) || len(r.actors) > q.Page.First {
			break
		}
		if a := v.actors.at(e.actor); allowed(a) {
			r.actors = append(r.actors, a)
		}
	}
	if !q.Page.Total {
		return
	}
	if q.NamePrefix == "" && len(q.Types) == 0 {
		r.total = x.n
		return
	}
	for n := range x.between(begin, end) {
		e := v.names.at(n)
		if !strings.HasPrefix(e.name, q.NamePrefix) {
			break
		}
		if allowed(v.actors.at(e.actor)) {
			r.total++
		}
	}
}
