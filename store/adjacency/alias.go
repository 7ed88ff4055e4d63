package adjacency

import (
	"sync"

	"rawabit/schema"
)

// aliases remembers which relation took over the id of another. What it says is
// checked against the state: the relation must have the alias there.
type aliases struct {
	mu sync.RWMutex
	of map[schema.RelationID]schema.RelationID
}

func (a *aliases) find(id schema.RelationID) (schema.RelationID, bool) {
	a.mu.RLock()
	defer a.mu.RUnlock()
	owner, ok := a.of[id]
	return owner, ok
}

func (a *aliases) put(owner schema.RelationID, list []schema.RelationID) {
	if len(list) == 0 {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.of == nil {
		a.of = map[schema.RelationID]schema.RelationID{}
	}
	for _, alias := range list {
		a.of[alias] = owner
	}
}
