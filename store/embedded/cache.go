package embedded

import "sync"

// cache keeps what was read last. When it is full, the older half goes: what was
// used since the last time that this happened stays.
type cache[K comparable, V any] struct {
	mu       sync.Mutex
	half     int
	new, old map[K]V
}

func newCache[K comparable, V any](size int) *cache[K, V] {
	return &cache[K, V]{half: size / 2, new: map[K]V{}}
}

func (c *cache[K, V]) get(key K) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if v, ok := c.new[key]; ok {
		return v, true
	}
	v, ok := c.old[key]
	if ok {
		c.add(key, v)
	}
	return v, ok
}

func (c *cache[K, V]) put(key K, value V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.add(key, value)
}

func (c *cache[K, V]) add(key K, value V) {
	if len(c.new) >= c.half {
		c.old, c.new = c.new, make(map[K]V, c.half)
	}
	c.new[key] = value
}
