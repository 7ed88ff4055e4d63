package adjacency

import (
	"context"
	"math"
	"slices"
	"strings"

	"rawabit/schema"
	"rawabit/store"
)

// Paths answers store.Reader. Two balls of actors grow from both ends until they
// meet, which gives the least length; then paths are followed from one end in
// the order of the ids of their relations, turning away from actors that are too
// far from the other end.
func (g *Graph) Paths(ctx context.Context, q store.PathsQuery) ([]store.PathNode, error) {
	if q.MaxHops < 1 || q.First < 0 {
		return nil, schema.Errorf(schema.CodeInvalid, "\"maxHops\" must be at least 1 and \"first\" at least 0, they are %d and %d", q.MaxHops, q.First)
	}
	if err := ctx.Err(); err != nil {
		return nil, timeout(err)
	}
	b := &builder{g.view(), ctx}
	from, to := b.v.actor(q.From), b.v.actor(q.To)
	if from == nil || to == nil || from == to || q.First == 0 {
		return nil, nil
	}
	s := &pathSearch{f: b.v.filter(&q.Filter), ctx: ctx, from: from.number, to: to.number, overlapping: q.Overlapping, want: q.First}
	if s.f.nothing {
		return nil, nil
	}
	if err := s.run(q.MaxHops); err != nil {
		return nil, err
	}
	paths := make([]store.PathNode, 0, len(s.found))
	for _, numbers := range s.found {
		path, err := b.path(from, numbers, s.f, &q)
		if err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// path makes the node of a path.
func (b *builder) path(from *actor, numbers []uint32, f *filter, q *store.PathsQuery) (store.PathNode, error) {
	node := store.PathNode{Actors: make([]*store.ActorNode, 0, len(numbers)+1)}
	at := from.number
	path := []uint32{at}
	add := func(n uint32) error {
		a, err := b.actor(b.v.actors.at(n), &q.Actors)
		node.Actors = append(node.Actors, a)
		return err
	}
	if err := add(at); err != nil {
		return node, err
	}
	for _, n := range numbers {
		e := b.v.edge(n)
		if at = e.target; path[len(path)-1] == e.target {
			at = e.source
		}
		path = append(path, at)
		if err := add(at); err != nil {
			return node, err
		}
	}
	var err error
	node.Relations, err = b.relations(numbers, f, &q.Relations)
	return node, err
}

// ball holds the actors within some distance of one end.
type ball struct {
	marks  []uint32 // by number of actor: the ball's generation, and the distance in the low byte
	gen    uint32
	rim    []uint32 // the actors at the greatest distance
	radius int
}

// newBall returns a ball of nobody. Its marks are those of former balls, told
// apart by the generation, so that nothing need be cleared.
func (s *pathSearch) newBall() *ball {
	n := s.f.v.actors.n
	b, ok := s.f.v.balls.Get().(*ball)
	if !ok || len(b.marks) < n || b.gen == math.MaxUint32>>8 {
		b = &ball{marks: make([]uint32, n+n/8)}
	}
	b.gen++
	b.rim, b.radius = b.rim[:0], 0
	s.balls = append(s.balls, b)
	return b
}

// at returns the distance of an actor.
func (b *ball) at(n uint32) (distance int, ok bool) {
	m := b.marks[n]
	return int(m & 0xff), m>>8 == b.gen
}

func (b *ball) put(n uint32, distance int) { b.marks[n] = b.gen<<8 | uint32(distance) }

type pathSearch struct {
	f           *filter
	ctx         context.Context //nolint:containedctx // it lives as long as its query
	from, to    uint32
	overlapping bool
	want        int
	steps       int

	back  *ball // distances to the end
	found [][]uint32
	balls []*ball // to be given back
}

func (s *pathSearch) done() {
	for _, b := range s.balls {
		s.f.v.balls.Put(b)
	}
}

// tick looks at the context now and then.
func (s *pathSearch) tick(n int) error {
	before := s.steps
	if s.steps += n; s.steps/1024 != before/1024 && s.ctx.Err() != nil {
		return timeout(s.ctx.Err())
	}
	return nil
}

// each calls visit for every edge of an actor that passes.
func (s *pathSearch) each(n uint32, visit func(h *half)) {
	a := s.f.v.actors.at(n)
	for i := range a.current {
		if h := &a.current[i]; s.f.half(h, false) {
			visit(h)
		}
	}
	if s.f.known != 0 {
		for i := range a.past {
			if h := &a.past[i]; s.f.half(h, true) {
				visit(h)
			}
		}
	}
}

// grow takes a ball one step further and reports whether its new rim touches the
// other ball.
func (s *pathSearch) grow(b, other *ball) (met bool, err error) {
	b.radius++
	var rim []uint32
	for _, n := range b.rim {
		if err := s.tick(len(s.f.v.actors.at(n).current) + 1); err != nil {
			return false, err
		}
		s.each(n, func(h *half) {
			if _, seen := b.at(h.other); seen {
				return
			}
			b.put(h.other, b.radius)
			rim = append(rim, h.other)
			if other != nil && !met {
				_, met = other.at(h.other)
			}
		})
	}
	b.rim = rim
	return met, nil
}

func (s *pathSearch) run(maxHops int) error {
	maxHops = min(maxHops, math.MaxUint8)
	defer s.done()
	front, back := s.newBall(), s.newBall()
	front.put(s.from, 0)
	back.put(s.to, 0)
	front.rim, back.rim = append(front.rim, s.from), append(back.rim, s.to)
	met := false
	for !met {
		if len(front.rim) == 0 || len(back.rim) == 0 || front.radius+back.radius == maxHops {
			return nil
		}
		var err error
		if s.weight(front) < s.weight(back) {
			met, err = s.grow(front, back)
		} else {
			met, err = s.grow(back, front)
		}
		if err != nil {
			return err
		}
	}
	shortest := front.radius + back.radius
	s.back = s.guide(front, back)
	if err := s.follow(shortest); err != nil || len(s.found) >= s.want {
		return err
	}
	// Longer ones are wanted too: know the whole way to the end.
	s.back = back
	for length := shortest + 1; length <= maxHops && len(s.found) < s.want; length++ {
		for back.radius < length-1 && len(back.rim) > 0 {
			if _, err := s.grow(back, nil); err != nil {
				return err
			}
		}
		if err := s.follow(length); err != nil {
			return err
		}
	}
	return nil
}

// weight is how many edges the next step of a ball looks at.
func (s *pathSearch) weight(b *ball) int {
	sum := 0
	for _, n := range b.rim {
		sum += len(s.f.v.actors.at(n).current)
	}
	return sum
}

// guide returns the distances to the end of all actors on shortest paths: those
// where the balls meet, and what lies between them and the ends.
func (s *pathSearch) guide(front, back *ball) *ball {
	out := s.newBall()
	shortest := front.radius + back.radius
	var middle []uint32
	for _, n := range front.rim {
		if d, ok := back.at(n); ok && d == back.radius {
			middle = append(middle, n)
			out.put(n, d)
		}
	}
	// descend marks what lies between the middle and the center of a ball.
	descend := func(b *ball, distance func(d int) int) {
		level := middle
		for d := b.radius - 1; d >= 0; d-- {
			var next []uint32
			for _, n := range level {
				s.each(n, func(h *half) {
					if at, ok := b.at(h.other); !ok || at != d {
						return
					}
					if _, seen := out.at(h.other); !seen {
						out.put(h.other, distance(d))
						next = append(next, h.other)
					}
				})
			}
			level = next
		}
	}
	descend(front, func(d int) int { return shortest - d })
	descend(back, func(d int) int { return d })
	return out
}

// follow adds the paths of one length, in order, until enough are found.
func (s *pathSearch) follow(length int) error {
	walk := &walk{search: s, path: make([]uint32, 0, length), on: []uint32{s.from}, meet: anyDay()}
	return walk.from(s.from, length)
}

// walk is a path in the making.
type walk struct {
	search *pathSearch
	path   []uint32
	on     []uint32
	meet   meeting
}

func (w *walk) from(n uint32, left int) error {
	s := w.search
	if err := s.tick(len(s.f.v.actors.at(n).current) + 1); err != nil {
		return err
	}
	var next []half
	s.each(n, func(h *half) {
		d, ok := s.back.at(h.other)
		if !ok || d > left-1 || (left == 1) != (h.other == s.to) || slices.Contains(w.on, h.other) {
			return
		}
		next = append(next, *h)
	})
	v := s.f.v
	slices.SortFunc(next, func(a, b half) int {
		return strings.Compare(v.id(a.edge), v.id(b.edge))
	})
	for i := range next {
		h := &next[i]
		meet := w.meet
		if s.overlapping && !meet.join(v.edge(h.edge)) {
			continue
		}
		w.path = append(w.path, h.edge)
		if left == 1 {
			s.found = append(s.found, slices.Clone(w.path))
		} else {
			before := w.meet
			w.meet = meet
			w.on = append(w.on, h.other)
			err := w.from(h.other, left-1)
			w.on = w.on[:len(w.on)-1]
			w.meet = before
			if err != nil {
				return err
			}
		}
		w.path = w.path[:len(w.path)-1]
		if len(s.found) >= s.want {
			return nil
		}
	}
	return nil
}

// meeting is what a path leaves of the days: those that all its states share,
// and the narrowest that its events ask of them.
type meeting struct {
	from, to          schema.Day // shared by the states
	lastFrom, leastTo schema.Day // of the events: the latest begin, the earliest end
}

func anyDay() meeting {
	return meeting{from: schema.MinDay, to: schema.MaxDay, lastFrom: schema.MinDay, leastTo: schema.MaxDay}
}

// join adds a relation and reports whether the path still holds together: the
// states share a day, and every event may lie within the days that they share.
func (m *meeting) join(e *edge) bool {
	from, to := e.reach()
	if e.flags&flagEvent != 0 {
		m.lastFrom, m.leastTo = max(m.lastFrom, from), min(m.leastTo, to)
	} else {
		m.from, m.to = max(m.from, from), min(m.to, to)
	}
	return m.from <= m.to && m.lastFrom <= m.to && m.leastTo >= m.from
}
