package adjacency

import (
	"hash/maphash"
	"sync"
)

// table finds a number by its key. Numbers are only added or replaced by later
// ones of the same key, so one table serves all states: a reader that finds a
// number beyond its state goes on from there by itself.
type table struct {
	mu    sync.RWMutex
	seed  maphash.Seed
	slots []uint32 // number + 1, 0 where free; the length is a power of two
	used  int
	key   func(uint32) string
}

func newTable(key func(uint32) string) *table {
	return &table{seed: maphash.MakeSeed(), slots: make([]uint32, 64), key: key}
}

// find returns the number last put under a key.
func (t *table) find(key string) (uint32, bool) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	n := t.slots[t.slot(key)]
	return n - 1, n != 0
}

// put files a number under its key and returns the one that was there.
func (t *table) put(n uint32) (former uint32, had bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.used*2 >= len(t.slots) {
		t.grow()
	}
	i := t.slot(t.key(n))
	former = t.slots[i]
	if former == 0 {
		t.used++
	}
	t.slots[i] = n + 1
	return former - 1, former != 0
}

func (t *table) slot(key string) uint64 {
	mask := uint64(len(t.slots) - 1)
	i := maphash.String(t.seed, key) & mask
	for t.slots[i] != 0 && t.key(t.slots[i]-1) != key {
		i = (i + 1) & mask
	}
	return i
}

func (t *table) grow() {
	old := t.slots
	t.slots = make([]uint32, 2*len(old))
	mask := uint64(len(t.slots) - 1)
	for _, n := range old {
		if n == 0 {
			continue
		}
		i := maphash.String(t.seed, t.key(n-1)) & mask
		for t.slots[i] != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = n
	}
}
