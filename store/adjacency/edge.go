package adjacency

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"rawabit/schema"
)

// edge is what decides about one version of a relation, beside the version
// itself: its ends by number and its day bounds, so that filters seldom read
// more.
type edge struct {
	source, target uint32
	begin          schema.Day // see bounds
	end            schema.Day
	kind           uint8 // position of the type in the table
	modality       uint8
	flags          uint8
	former         uint32 // the version before, plus one; 0 for the first
	later          uint32 // the version after, plus one; 0 for the newest
	recorded       int64  // in microseconds
	retired        int64  // 0 while current; see retiredAt
}

// retiredAt returns when the version ceased to be current, 0 when it has not. It
// may be set while readers of older states look on, so it is read atomically.
func (e *edge) retiredAt() int64 { return atomic.LoadInt64(&e.retired) }

// next returns the number of the version after, plus one.
func (e *edge) next() uint32 { return atomic.LoadUint32(&e.later) }

func (e *edge) retire(at int64) { atomic.StoreInt64(&e.retired, at) }

// half is an edge as one of its ends sees it.
type half struct {
	edge       uint32
	other      uint32
	begin, end schema.Day
	kind       uint8
	modality   uint8
	flags      uint8
	dir        uint8 // dirOut, dirIn or both of them
}

const (
	dirOut uint8 = 1 << iota
	dirIn
)

const (
	flagEvent   uint8 = 1 << iota
	flagUndated       // neither end is known
	flagNoFrom        // ValidFrom is unknown: last in date orders
	flagNoTo          // ValidTo is unknown
	flagFromDay       // ValidFrom is a day
	flagToDay         // ValidTo is a day
	flagSymmetric
)

// vocabulary numbers the relation types by their position in the table.
var vocabulary = sync.OnceValue(func() map[schema.RelationType]uint8 {
	numbers := map[schema.RelationType]uint8{}
	for i, info := range schema.RelationTypes() {
		numbers[info.Type] = uint8(i)
	}
	return numbers
})

var sharedModalities = [...]schema.Modality{schema.Actual, schema.Planned, schema.Possible, schema.Denied}

func modalityNumber(m schema.Modality) uint8 {
	switch m {
	case schema.Actual:
		return 0
	case schema.Planned:
		return 1
	case schema.Possible:
		return 2
	}
	return 3
}

// bounds works out the day bounds of a version: a state may hold from begin to
// end, as HoldsAsOf says; an event counts as happened from begin on and is over
// at end. So asOf and validOn become comparisons.
func bounds(r *schema.Relation, info *schema.TypeInfo) (begin, end schema.Day, flags uint8) {
	begin, end = r.ValidFrom.Earliest(), r.ValidTo.Latest()
	if r.ValidFrom.IsZero() {
		flags |= flagNoFrom
	}
	if r.ValidTo.IsZero() {
		flags |= flagNoTo
	}
	if flags == flagNoFrom|flagNoTo {
		flags |= flagUndated
	}
	if r.ValidFrom.Precision() == schema.PrecisionDay {
		flags |= flagFromDay
	}
	if r.ValidTo.Precision() == schema.PrecisionDay {
		flags |= flagToDay
	}
	if info.Symmetric {
		flags |= flagSymmetric
	}
	if info.Kind == schema.StateKind {
		if r.Ended && r.ValidTo.IsZero() && !r.EndedBy.IsZero() {
			end = r.EndedBy.Earliest() - 1
		}
		return begin, end, flags
	}
	flags |= flagEvent
	switch {
	case flags&flagUndated != 0:
		begin = schema.MaxDay
		if !r.AttestedFrom.IsZero() {
			begin = r.AttestedFrom.Earliest()
		}
	case r.ValidFrom.IsZero():
		begin = r.ValidTo.Earliest()
	}
	return begin, end, flags
}

// day returns what date orders compare: the first day, MinDay where ValidFrom is
// unknown.
func day(begin schema.Day, flags uint8) schema.Day {
	if flags&flagNoFrom != 0 {
		return schema.MinDay
	}
	return begin
}

// reach returns the days that the version may span, for overlapping paths.
func (e *edge) reach() (from, to schema.Day) {
	from, to = day(e.begin, e.flags), e.end
	if e.flags&(flagEvent|flagNoFrom|flagNoTo) == flagEvent|flagNoFrom {
		from = e.begin
	}
	return from, to
}

// holdsAsOf is schema.Relation.HoldsAsOf over bounds.
func holdsAsOf(begin, end schema.Day, flags uint8, d schema.Day) bool {
	return begin <= d && (flags&flagEvent != 0 || d <= end)
}

// holdsOn is schema.Relation.HoldsOn over bounds.
func holdsOn(begin, end schema.Day, flags uint8, d schema.Day) bool {
	if flags&(flagEvent|flagUndated) == flagEvent|flagUndated {
		return false
	}
	return begin <= d && d <= end
}

// versions holds every version of every relation by number. What was added is
// never changed, but for the time of retirement.
type versions struct {
	edges    slab[edge]
	packs    slab[packed]
	actorIDs slab[schema.ActorID] // by number of actor
	recent   recent
}

func (v *versions) edge(n uint32) *edge { return v.edges.at(n) }

// add adds a version between two actors. before tells its claims as ClaimsBefore
// does, "" when the version holds them.
func (v *versions) add(r *schema.Relation, source, target uint32, before string) (uint32, *edge) {
	n, e := v.edges.add()
	e.kind, e.modality = vocabulary()[r.Type], modalityNumber(r.Modality)
	e.begin, e.end, e.flags = bounds(r, r.Type.Info())
	e.source, e.target, e.recorded = source, target, r.RecordedAt.UnixMicro()
	_, p := v.packs.add()
	p.pack(r, before)
	return n, e
}

// follow files a version as the next of the one before, whose claims are then
// told by its own.
func (v *versions) follow(n, former uint32, claims []schema.ClaimID) {
	v.edge(n).former = former + 1
	e := v.edge(former)
	atomic.StoreUint32(&e.later, n+1)
	if e.retiredAt() == 0 || claims == nil {
		return
	}
	r := v.unpack(former)
	if before := ClaimsBefore(r, claims); before != "" {
		text := packRest(r, before)
		v.packs.at(former).rest.Store(&text)
	}
}

// certain is schema.Relation.CertainAsOf, over bounds where they suffice.
func (v *versions) certain(n uint32, d schema.Day) bool {
	e := v.edge(n)
	if e.flags&flagEvent != 0 {
		return e.end <= d && e.flags&flagNoTo == 0
	}
	if e.flags&flagFromDay != 0 && (e.begin > d || e.flags&(flagToDay|flagNoTo) != 0) {
		return e.begin <= d && d <= e.end
	}
	return v.relation(n).CertainAsOf(d)
}

// The orders of relations: by rank, ascending, then by id and by number, which
// tells versions of one relation apart. Ranks are those of store.RelationOrder.

func (v *versions) dateDescRank(n uint32) int64 {
	e := v.edge(n)
	return -int64(day(e.begin, e.flags))
}

func (v *versions) dateAscRank(n uint32) int64 {
	e := v.edge(n)
	if e.flags&flagNoFrom != 0 {
		return int64(schema.MaxDay) + 1
	}
	return int64(e.begin)
}

func (v *versions) recordedRank(n uint32) int64 { return -v.edge(n).recorded }

func (v *versions) confidenceRank(n uint32) int64 {
	return -int64(math.Float64bits(max(v.packs.at(n).confidence, 0)))
}

func (v *versions) byRank(rank func(uint32) int64, a, b uint32) int {
	if c := cmp.Compare(rank(a), rank(b)); c != 0 {
		return c
	}
	return v.byID(a, b)
}

func (v *versions) byDateDesc(a, b uint32) int       { return v.byRank(v.dateDescRank, a, b) }
func (v *versions) byDateAsc(a, b uint32) int        { return v.byRank(v.dateAscRank, a, b) }
func (v *versions) byRecordedDesc(a, b uint32) int   { return v.byRank(v.recordedRank, a, b) }
func (v *versions) byConfidenceDesc(a, b uint32) int { return v.byRank(v.confidenceRank, a, b) }

// sortByID sorts numbers in place by the ids of their relations.
func (v *versions) sortByID(list []uint32) {
	if len(list) < 2 {
		return
	}
	// Most ids differ within their first bytes.
	type keyed struct {
		key uint64
		n   uint32
	}
	keys := make([]keyed, len(list))
	for i, n := range list {
		var head [8]byte
		copy(head[:], v.id(n))
		keys[i] = keyed{binary.BigEndian.Uint64(head[:]), n}
	}
	slices.SortFunc(keys, func(a, b keyed) int {
		if a.key != b.key {
			return cmp.Compare(a.key, b.key)
		}
		return v.byID(a.n, b.n)
	})
	for i := range keys {
		list[i] = keys[i].n
	}
}

// ranked returns numbers that are sorted by id in the order of a rank.
func (v *versions) ranked(byID []uint32, rank func(uint32) int64) []uint32 {
	type keyed struct {
		rank int64
		at   int32
	}
	keys := make([]keyed, len(byID))
	for i, n := range byID {
		keys[i] = keyed{rank(n), int32(i)}
	}
	slices.SortFunc(keys, func(a, b keyed) int {
		if a.rank != b.rank {
			return cmp.Compare(a.rank, b.rank)
		}
		return cmp.Compare(a.at, b.at)
	})
	list := make([]uint32, len(keys))
	for i := range keys {
		list[i] = byID[keys[i].at]
	}
	return list
}
