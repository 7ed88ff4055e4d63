package adjacency

import (
	"slices"
	"sort"
)

// leafSize bounds the leaves of an index; a longer one is split.
const leafSize = 512

// index is an immutable sorted sequence of numbers in leaves. It shares leaves
// that did not change with its successors. No leaf is empty.
type index struct {
	leaves [][]uint32
	n      int
}

// place is a position in an index.
type place struct{ leaf, at int }

// seek returns the first place whose number is not before what is sought.
// before must hold for a beginning of the index and for nothing after it.
func (x *index) seek(before func(uint32) bool) place {
	leaf := sort.Search(len(x.leaves), func(i int) bool { return !before(x.leaves[i][0]) })
	if leaf == 0 {
		return place{}
	}
	list := x.leaves[leaf-1]
	at := sort.Search(len(list), func(i int) bool { return !before(list[i]) })
	if at == len(list) {
		return place{leaf, 0}
	}
	return place{leaf - 1, at}
}

// between yields the numbers from one place up to, and without, another.
func (x *index) between(from, to place) func(yield func(uint32) bool) {
	return func(yield func(uint32) bool) {
		for leaf := from.leaf; leaf < len(x.leaves) && leaf <= to.leaf; leaf++ {
			list := x.leaves[leaf]
			if leaf == to.leaf {
				list = list[:to.at]
			}
			if leaf == from.leaf {
				list = list[min(from.at, len(list)):]
			}
			for _, n := range list {
				if !yield(n) {
					return
				}
			}
		}
	}
}

// with returns the index with some numbers added and others, which it holds,
// dropped. Both lists are sorted.
func (x index) with(compare func(a, b uint32) int, add, drop []uint32) index {
	if len(add) == 0 && len(drop) == 0 {
		return x
	}
	out := index{leaves: make([][]uint32, 0, len(x.leaves)+len(add)/leafSize+1), n: x.n + len(add) - len(drop)}
	if len(x.leaves) == 0 {
		out.push(slices.Clone(add))
		return out
	}
	for next := 0; next < len(x.leaves); {
		if len(add) == 0 && len(drop) == 0 {
			out.leaves = append(out.leaves, x.leaves[next:]...)
			break
		}
		// The leaf that the least change falls into.
		least := firstOf(compare, add, drop)
		leaf := next + sort.Search(len(x.leaves)-next, func(i int) bool { return compare(x.leaves[next+i][0], least) > 0 }) - 1
		leaf = max(leaf, next)
		out.leaves = append(out.leaves, x.leaves[next:leaf]...)
		adds, drops := len(add), len(drop)
		if leaf+1 < len(x.leaves) {
			bound := x.leaves[leaf+1][0]
			below := func(list []uint32) int {
				return sort.Search(len(list), func(i int) bool { return compare(list[i], bound) >= 0 })
			}
			adds, drops = below(add), below(drop)
		}
		out.push(mergeLeaf(compare, x.leaves[leaf], add[:adds], drop[:drops]))
		add, drop, next = add[adds:], drop[drops:], leaf+1
	}
	return out
}

func firstOf(compare func(a, b uint32) int, add, drop []uint32) uint32 {
	if len(drop) == 0 || len(add) > 0 && compare(add[0], drop[0]) < 0 {
		return add[0]
	}
	return drop[0]
}

// push appends a list as leaves of even length.
func (x *index) push(list []uint32) {
	if len(list) == 0 {
		return
	}
	if len(list) <= leafSize {
		x.leaves = append(x.leaves, list)
		return
	}
	parts := (len(list)*4 + 3*leafSize - 1) / (3 * leafSize)
	for i := range parts {
		x.leaves = append(x.leaves, slices.Clone(list[len(list)*i/parts:len(list)*(i+1)/parts]))
	}
}

// mergeLeaf returns a leaf with numbers added and others dropped. What lies
// between two changes is copied whole.
func mergeLeaf(compare func(a, b uint32) int, old, add, drop []uint32) []uint32 {
	out := make([]uint32, 0, len(old)+len(add))
	for len(add)+len(drop) > 0 {
		adds := len(drop) == 0 || len(add) > 0 && compare(add[0], drop[0]) < 0
		next := firstOf(compare, add, drop)
		at := sort.Search(len(old), func(i int) bool { return compare(old[i], next) >= 0 })
		out = append(out, old[:at]...)
		old = old[at:]
		if adds {
			out = append(out, next)
			add = add[1:]
			continue
		}
		if len(old) > 0 && old[0] == next {
			old = old[1:]
		}
		drop = drop[1:]
	}
	return append(out, old...)
}
