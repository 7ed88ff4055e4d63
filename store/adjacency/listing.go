package adjacency

import (
	"context"
	"slices"
	"sort"

	"rawabit/schema"
	"rawabit/store"
)

// listing is a page of relations in the making: the numbers of its versions.
type listing struct {
	f     *filter
	order store.RelationOrder
	after *store.Cursor
	want  int // one more than asked for, to know whether there is a next page
	total bool
	// single tells that the indexes that are walked hold one allowed type each.
	single bool

	numbers []uint32
	count   int
}

func (f *filter) listing(order store.RelationOrder, p store.Page) (*listing, error) {
	if err := store.CheckPage(p); err != nil {
		return nil, err
	}
	l := &listing{f: f, order: order, want: p.First + 1, total: p.Total}
	if p.After != "" {
		after, err := store.DecodeCursor(order.List(), p.After)
		if err != nil {
			return nil, err
		}
		l.after = &after
	}
	return l, nil
}

// rank is store.RelationOrder.Rank by number.
func (l *listing) rank(n uint32) int64 {
	v := &l.f.v.Graph.versions
	switch l.order {
	case store.DateAsc:
		return v.dateAscRank(n)
	case store.RecordedDesc:
		return v.recordedRank(n)
	case store.ConfidenceDesc:
		return v.confidenceRank(n)
	}
	return v.dateDescRank(n)
}

// beyond reports whether a version comes after the cursor.
func (l *listing) beyond(n uint32) bool {
	if l.after == nil {
		return true
	}
	if rank := l.rank(n); rank != l.after.Rank {
		return rank > l.after.Rank
	}
	return l.f.v.id(n) > l.after.ID
}

func (l *listing) compare(a, b uint32) int {
	if x, y := l.rank(a), l.rank(b); x != y {
		if x < y {
			return -1
		}
		return 1
	}
	return l.f.v.Graph.versions.byID(a, b)
}

// page cuts the sorted numbers to the page.
func (l *listing) page() (numbers []uint32, info store.PageInfo) {
	info = store.PageInfo{HasPrevious: l.after != nil, Total: -1}
	if l.total {
		info.Total = l.count
	}
	if len(l.numbers) >= l.want {
		info.HasNext = true
		l.numbers = l.numbers[:l.want-1]
	}
	return l.numbers, info
}

// ofActors lists the relations of some actors, seen in a direction; members is
// nil for a single actor.
func (l *listing) ofActors(ctx context.Context, members *set, direction store.Direction) error {
	if members.none || l.f.nothing {
		return nil
	}
	look := looks(direction)
	many := members.many != nil
	for _, number := range members.list() {
		a := l.f.v.actors.at(number)
		one := adjacent{number: number, look: look}
		if many {
			one.inner = members
		}
		one.halves = a.current
		l.halves(one)
		if l.f.known != 0 {
			one.halves, one.past = a.past, true
			l.halves(one)
		}
		if err := ctx.Err(); err != nil {
			return timeout(err)
		}
	}
	if many || l.f.known != 0 || l.order != store.DateDesc {
		l.settle()
	}
	return nil
}

func looks(d store.Direction) uint8 {
	switch d {
	case store.Out:
		return dirOut
	case store.In:
		return dirIn
	}
	return dirOut | dirIn
}

// adjacent is a list of one actor.
type adjacent struct {
	number uint32
	halves []half
	past   bool
	look   uint8
	inner  *set // the actors that count as one, nil when it is one actor
}

// shows reports whether an edge shows in the direction, and shows here and not
// at its other end, which may count as well.
func (a *adjacent) shows(f *filter, h *half) bool {
	if h.dir&a.look == 0 {
		return false
	}
	if a.inner == nil || !a.inner.has(h.other) {
		return true
	}
	twice := a.look == dirOut|dirIn || h.dir == dirOut|dirIn
	return !twice || f.v.edge(h.edge).source == a.number
}

// halves adds what passes of an actor's list: in the order DATE_DESC only as
// much as the page can need, in others everything.
func (l *listing) halves(a adjacent) {
	f, list := l.f, a.halves
	latest, earliest := f.latest(), f.earliest()
	skip := 0
	if latest < schema.MaxDay {
		skip = sort.Search(len(list), func(i int) bool { return day(list[i].begin, list[i].flags) <= latest })
	}
	if l.total {
		for i := skip; i < len(list); i++ {
			if a.shows(f, &list[i]) && f.half(&list[i], a.past) {
				l.count++
			}
		}
	}
	if l.order != store.DateDesc {
		for i := skip; i < len(list); i++ {
			if a.shows(f, &list[i]) && f.half(&list[i], a.past) && l.beyond(list[i].edge) {
				l.numbers = append(l.numbers, list[i].edge)
			}
		}
		return
	}
	if l.after != nil {
		skip = max(skip, sort.Search(len(list), func(i int) bool { return l.beyond(list[i].edge) }))
	}
	for i, found := skip, 0; i < len(list) && found < l.want; i++ {
		h := &list[i]
		if earliest > schema.MinDay && day(h.begin, h.flags) < earliest {
			return
		}
		if a.shows(f, h) && f.half(h, a.past) {
			l.numbers = append(l.numbers, h.edge)
			found++
		}
	}
}

// settle sorts what several lists gave.
func (l *listing) settle() {
	l.numbers = least(l.numbers, l.want, l.compare)
}

// ofAll lists relations of the whole graph, or of the actors that the filter
// names.
func (l *listing) ofAll(ctx context.Context) error {
	f := l.f
	if f.nothing {
		return nil
	}
	if members, direction := f.narrowest(); members != nil {
		return l.ofActors(ctx, members, direction)
	}
	s := f.v.state
	indexes, byDate := []*index{&s.dateDesc}, true
	switch l.order {
	case store.DateDesc:
		indexes = l.byKind(&s.dateDesc, s.kindDesc)
	case store.DateAsc:
		indexes = l.byKind(&s.dateAsc, s.kindAsc)
	case store.RecordedDesc:
		indexes, byDate = []*index{&s.recorded}, false
	case store.ConfidenceDesc:
		indexes, byDate = []*index{&s.confidence}, false
	}
	for _, x := range indexes {
		if err := l.walk(ctx, x, byDate); err != nil {
			return err
		}
	}
	if f.known != 0 {
		if err := l.walkPast(ctx); err != nil {
			return err
		}
	}
	if len(indexes) > 1 || f.known != 0 {
		l.settle()
	}
	return nil
}

// byKind picks the indexes of single types where the filter names a few.
func (l *listing) byKind(all *index, kinds []index) []*index {
	var few []*index
	for kind := range kinds {
		if l.f.kinds&(1<<kind) != 0 && kinds[kind].n > 0 {
			few = append(few, &kinds[kind])
		}
	}
	if len(few) > 4 {
		return []*index{all}
	}
	l.single = true
	return few
}

// stretch is a part of an index.
type stretch struct{ from, to place }

// stretches returns the parts of an index that can pass by their dates.
func (l *listing) stretches(x *index, byDate bool) []stretch {
	f := l.f
	end := place{leaf: len(x.leaves)}
	latest, earliest := f.latest(), f.earliest()
	if !byDate || latest == schema.MaxDay && earliest == schema.MinDay {
		return []stretch{{place{}, end}}
	}
	key := func(n uint32) schema.Day { e := f.v.edge(n); return day(e.begin, e.flags) }
	if l.order == store.DateDesc {
		part := stretch{x.seek(func(n uint32) bool { return key(n) > latest }), end}
		if earliest > schema.MinDay {
			part.to = x.seek(func(n uint32) bool { return key(n) >= earliest })
		}
		return []stretch{part}
	}
	dated := func(n uint32) bool { return f.v.edge(n).flags&flagNoFrom == 0 }
	parts := []stretch{{
		x.seek(func(n uint32) bool { return dated(n) && key(n) < earliest }),
		x.seek(func(n uint32) bool { return dated(n) && key(n) <= latest }),
	}}
	if earliest == schema.MinDay {
		parts = append(parts, stretch{x.seek(dated), end})
	}
	return parts
}

// walk adds the first that pass of an index in the listing's order.
func (l *listing) walk(ctx context.Context, x *index, byDate bool) error {
	parts := l.stretches(x, byDate)
	if l.total {
		if err := l.countIndex(ctx, x, parts); err != nil {
			return err
		}
	}
	var begin place
	if l.after != nil {
		begin = x.seek(func(n uint32) bool { return !l.beyond(n) })
	}
	found, steps := 0, 0
	for _, part := range parts {
		if part.from.less(begin) {
			part.from = begin
		}
		for n := range x.between(part.from, part.to) {
			if steps++; steps%4096 == 0 && ctx.Err() != nil {
				return timeout(ctx.Err())
			}
			if found >= l.want {
				return nil
			}
			if l.f.edge(n, false) {
				l.numbers = append(l.numbers, n)
				found++
			}
		}
	}
	return nil
}

func (l *listing) countIndex(ctx context.Context, x *index, parts []stretch) error {
	f := l.f
	if !f.deep && f.known == 0 && f.asOf == nil && f.validOn == nil && f.startsIn == nil && f.modalities == 0xf && (f.kinds == ^uint64(0) || l.single) {
		l.count += x.n
		return nil
	}
	steps := 0
	for _, part := range parts {
		for n := range x.between(part.from, part.to) {
			if steps++; steps%4096 == 0 && ctx.Err() != nil {
				return timeout(ctx.Err())
			}
			if f.edge(n, false) {
				l.count++
			}
		}
	}
	return nil
}

// walkPast adds the versions that were current when the filter says. There are
// few of them, so all are looked at.
func (l *listing) walkPast(ctx context.Context) error {
	steps := 0
	for n := range l.f.v.past.between(place{}, place{leaf: len(l.f.v.past.leaves)}) {
		if steps++; steps%4096 == 0 && ctx.Err() != nil {
			return timeout(ctx.Err())
		}
		if !l.f.edge(n, true) {
			continue
		}
		l.count++
		if l.beyond(n) {
			l.numbers = append(l.numbers, n)
		}
	}
	return nil
}

func (p place) less(q place) bool {
	return p.leaf < q.leaf || p.leaf == q.leaf && p.at < q.at
}

// least sorts a list and cuts it to its first k entries.
func least[T any](list []T, k int, compare func(a, b T) int) []T {
	if len(list) > 4*k && k > 0 {
		// Keep the least k in a heap whose top is the greatest of them.
		heap := list[:k]
		for i := k/2 - 1; i >= 0; i-- {
			sink(heap, i, compare)
		}
		for _, n := range list[k:] {
			if compare(n, heap[0]) < 0 {
				heap[0] = n
				sink(heap, 0, compare)
			}
		}
		list = heap
	}
	slices.SortFunc(list, compare)
	return list[:min(k, len(list))]
}

func sink[T any](heap []T, i int, compare func(a, b T) int) {
	for {
		child := 2*i + 1
		if child >= len(heap) {
			return
		}
		if child+1 < len(heap) && compare(heap[child+1], heap[child]) > 0 {
			child++
		}
		if compare(heap[child], heap[i]) <= 0 {
			return
		}
		heap[i], heap[child] = heap[child], heap[i]
		i = child
	}
}

// timeout turns the end of a context into the error that the contract asks for.
func timeout(err error) error {
	return &schema.Error{Code: schema.CodeTimeout, Message: "the time allowed for the query has passed", Cause: err}
}
