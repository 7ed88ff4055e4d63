package timeline

import (
	"slices"

	"rawabit/schema"
)

// Memory keeps what updates read and computed for the updates that follow, so
// that of a unit that was touched before an update reads what is new and nothing
// else. It holds about as many claims as it was made for: the units that were not
// touched for longest go first.
//
// It belongs to one writer. What an update leaves in it is what the store will
// hold once the transaction of the update is durable. So a store whose
// transaction fails, or that finds that somebody else wrote, or that writes
// otherwise than through an update, must call Forget.
type Memory struct {
	half            int // so many claims may be in recent
	held            int // so many are
	recent, earlier map[Unit]*folder
	registry        *registry
}

// Rememberer is what a Source may offer besides: a memory of the updates before.
type Rememberer interface {
	// Memory returns the memory of the store's writer, nil for none.
	Memory() *Memory
}

// NewMemory returns a memory for about so many claims.
func NewMemory(claims int) *Memory {
	return &Memory{half: claims / 2, recent: map[Unit]*folder{}, registry: newRegistry()}
}

// Forget empties the memory.
func (m *Memory) Forget() {
	m.held, m.recent, m.earlier, m.registry = 0, map[Unit]*folder{}, nil, newRegistry()
}

// Forget empties the memory of a source that has one.
func Forget(src Source) {
	if m := memoryOf(src); m != nil {
		m.Forget()
	}
}

func memoryOf(src Source) *Memory {
	if r, ok := src.(Rememberer); ok {
		return r.Memory()
	}
	return nil
}

// get returns what is known of a unit, nil if nothing is.
func (m *Memory) get(u Unit) *folder {
	if f := m.recent[u]; f != nil {
		return f
	}
	f := m.earlier[u]
	if f != nil {
		delete(m.earlier, u)
		m.put(u, f)
	}
	return f
}

func (m *Memory) put(u Unit, f *folder) {
	if m.held >= m.half {
		m.held, m.earlier, m.recent = 0, m.recent, map[Unit]*folder{}
	}
	m.held += f.size + 1
	m.recent[u] = f
}

// folder is what is filed under a unit, as the decisions leave it.
type folder struct {
	size    int
	shelves []*shelf // by key
	parts   []part   // of the registry
	imports []*claim

	whole bool // nothing was computed yet
}

// shelf is what a folder holds of one key.
type shelf struct {
	key
	stated  []*claim          // sorted by publication and id
	offices []office          // of the registry
	old     []schema.Relation // the current versions at home in the unit
	done    *outcome          // what was computed last
}

// find returns the shelf of a key, nil if there is none.
func (f *folder) find(k key) *shelf {
	if at, there := f.search(k); there {
		return f.shelves[at]
	}
	return nil
}

// shelf returns the shelf of a key, a new one if need be.
func (f *folder) shelf(k key) *shelf {
	at, there := f.search(k)
	if !there {
		f.shelves = slices.Insert(f.shelves, at, &shelf{key: k})
	}
	return f.shelves[at]
}

func (f *folder) search(k key) (at int, there bool) {
	return slices.BinarySearchFunc(f.shelves, k, func(s *shelf, k key) int { return s.compare(k) })
}

// outcome is what the claims of one key add up to.
type outcome struct {
	facts  []*fact
	acts   []*act   // of an event, what it does; of a state, what bears on it
	course *course  // of a state
	fresh  []*claim // that came since
	stale  bool     // something else came
}

// part says that one actor is an organ of another.
type part struct{ of, whole schema.ActorID }

func (f *folder) empty() bool {
	return len(f.imports) == 0 && !slices.ContainsFunc(f.shelves, func(s *shelf) bool { return len(s.stated)+len(s.offices) > 0 })
}

// add files claims.
func (f *folder) add(claims []*claim) {
	f.size += len(claims)
	fresh := map[key][]*claim{}
	for _, c := range claims {
		k := key{c.Type, c.Source, c.Target, c.Modality}
		switch {
		case c.Kind == schema.Registered && c.Type == schema.PartOf:
			f.parts = append(f.parts, part{c.Source, c.Target})
		case c.Kind == schema.Registered:
			if c.Type.IsState() {
				k.modality = schema.Actual
				at := f.shelf(k)
				if at.done != nil {
					at.done.stale = true
				}
				at.offices = append(at.offices, office{from: c.ValidFrom, to: c.ValidTo, name: c.Office})
			}
		case c.Kind == schema.Asserted:
			f.imports = append(f.imports, c)
		default:
			fresh[k] = append(fresh[k], c)
		}
	}
	for k, list := range fresh {
		slices.SortFunc(list, compareClaims)
		at := f.shelf(k)
		at.stated = merged(at.stated, list)
		if at.done != nil {
			at.done.fresh = merged(at.done.fresh, list)
		}
	}
}

// merged returns two sorted lists as one, in the room of the first where it has
// any.
func merged(list, more []*claim) []*claim {
	end, n := len(list), len(more)
	list = append(list, more...)
	for ; n > 0 && end > 0; n-- {
		last := more[n-1]
		at, _ := slices.BinarySearchFunc(list[:end], last, compareClaims)
		copy(list[at+n:], list[at:end])
		list[at+n-1] = last
		end = at
	}
	copy(list, more[:n])
	return list
}

// held returns the keys of current versions.
func (f *folder) held() []key {
	var keys []key
	for _, at := range f.shelves {
		if len(at.old) > 0 {
			keys = append(keys, at.key)
		}
	}
	return keys
}

// settle notes the current versions of some keys, or of all.
func (f *folder) settle(keys []key, now map[key][]schema.Relation) {
	if f.whole {
		f.whole = false
		for _, at := range f.shelves {
			at.old = nil
		}
		keys = sortedKeys(now)
	}
	for _, k := range keys {
		if len(now[k]) > 0 {
			f.shelf(k).old = now[k]
		} else if at := f.find(k); at != nil {
			at.old = nil
		}
	}
}
