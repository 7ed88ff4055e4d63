package adjacency

import (
	"cmp"
	"context"
	"slices"
	"sort"
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
	r := &ranked{list: store.ListName, total: len(seen), entries: make([]rankedActor, 0, len(seen))}
	for n := range seen {
		r.entries = append(r.entries, rankedActor{actor: b.v.actors.at(n)})
	}
	slices.SortFunc(r.entries, func(a, b rankedActor) int {
		return cmp.Or(strings.Compare(a.node.Name, b.node.Name), cmp.Compare(a.node.ID, b.node.ID))
	})
	return b.actorPage(field.Page, &field.Select, r)
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

// ranked is a list of actors in order.
type ranked struct {
	list    store.List
	entries []rankedActor
	total   int
	begun   bool // the entries begin after the cursor already
}

type rankedActor struct {
	*actor
	rank int64
}

// cursor returns the place of an entry in its list.
func (r *ranked) cursor(e rankedActor) store.Cursor {
	if r.list == store.ListName {
		return store.Cursor{List: r.list, Name: e.node.Name, ID: string(e.node.ID)}
	}
	return store.Cursor{List: r.list, Rank: e.rank, ID: string(e.node.ID)}
}

func (b *builder) actorPage(p store.Page, sel *store.ActorSelection, r *ranked) (store.ActorPage, error) {
	page := store.ActorPage{PageInfo: store.PageInfo{HasPrevious: p.After != "", Total: -1}}
	if err := store.CheckPage(p); err != nil {
		return page, err
	}
	if p.Total {
		page.Total = r.total
	}
	entries := r.entries
	if p.After != "" && !r.begun {
		after, err := store.DecodeCursor(r.list, p.After)
		if err != nil {
			return page, err
		}
		skip := sort.Search(len(entries), func(i int) bool { return after.Before(r.cursor(entries[i])) })
		entries = entries[skip:]
	}
	page.HasNext = len(entries) > p.First
	entries = entries[:min(len(entries), p.First)]
	page.Nodes = make([]*store.ActorNode, len(entries))
	for i, e := range entries {
		var err error
		if page.Nodes[i], err = b.actor(e.actor, sel); err != nil {
			return page, err
		}
		if !p.NoCursors {
			page.Cursors = append(page.Cursors, r.cursor(e).Encode())
		}
	}
	return page, nil
}

// rank puts the actors that a query asks for in order: as many as its page needs.
func (v view) rank(q *store.ActorsQuery) (*ranked, error) {
	if err := store.CheckPage(q.Page); err != nil {
		return nil, err
	}
	order := q.Order
	if order == store.Relevance && q.Search == "" {
		order = store.NameOrder
	}
	r := &ranked{list: [...]store.List{store.ListRelevance, store.ListName, store.ListDegreeDesc}[order], begun: true}
	var after *store.Cursor
	if q.Page.After != "" {
		c, err := store.DecodeCursor(r.list, q.Page.After)
		if err != nil {
			return nil, err
		}
		after = &c
	}
	if q.Search == "" && order == store.NameOrder {
		v.byNames(r, q, after)
		return r, nil
	}
	compare := func(a, b rankedActor) int {
		if order == store.NameOrder {
			return cmp.Or(strings.Compare(a.node.Name, b.node.Name), cmp.Compare(a.node.ID, b.node.ID))
		}
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.node.ID, b.node.ID))
	}
	candidate := func(a *actor, score int64) {
		if !asked(q, a) {
			return
		}
		r.total++
		e := rankedActor{actor: a}
		switch order {
		case store.Relevance:
			e.rank = -score
		case store.DegreeDesc:
			e.rank = -int64(len(a.current))
		}
		if after == nil || after.Before(r.cursor(e)) {
			r.entries = append(r.entries, e)
		}
	}
	if q.Search != "" {
		v.search(q.Search, candidate, func(score int64) bool {
			if order != store.Relevance || q.Page.Total || len(r.entries) <= q.Page.First {
				return false
			}
			r.entries = least(r.entries, q.Page.First+1, compare)
			return -r.entries[q.Page.First].rank > score
		})
	} else {
		for n := range uint32(v.actors.n) {
			candidate(v.actors.at(n), 0)
		}
	}
	r.entries = least(r.entries, q.Page.First+1, compare)
	return r, nil
}

// asked reports whether an actor passes the filters of a query.
func asked(q *store.ActorsQuery, a *actor) bool {
	return (len(q.Types) == 0 || slices.Contains(q.Types, a.node.Type)) && strings.HasPrefix(a.node.Name, q.NamePrefix)
}

// byNames walks the index of names.
func (v view) byNames(r *ranked, q *store.ActorsQuery, after *store.Cursor) {
	x := &v.byName
	begin := x.seek(func(n uint32) bool { return v.names.at(n).name < q.NamePrefix })
	start, end := begin, place{leaf: len(x.leaves)}
	if after != nil {
		p := x.seek(func(n uint32) bool {
			e := v.names.at(n)
			return !after.Before(store.Cursor{Name: e.name, ID: string(e.id)})
		})
		if start.less(p) {
			start = p
		}
	}
	for n := range x.between(start, end) {
		e := v.names.at(n)
		if !strings.HasPrefix(e.name, q.NamePrefix) || len(r.entries) > q.Page.First {
			break
		}
		if a := v.actors.at(e.actor); asked(q, a) {
			r.entries = append(r.entries, rankedActor{actor: a})
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
		if asked(q, v.actors.at(e.actor)) {
			r.total++
		}
	}
}
