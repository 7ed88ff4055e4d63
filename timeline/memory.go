package timeline

import (
	"slices"
	"strings"

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
	stated  map[key][]*claim // sorted by publication and id
	offices map[key][]office // of the registry
	parts   []part           // of the registry
	imports []*claim

	old  map[key][]schema.Relation // the current versions at home in the unit
	done map[key]*outcome          // what was computed last

	whole bool // nothing was computed yet
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

func (f *folder) empty() bool { return len(f.stated)+len(f.offices)+len(f.imports) == 0 }

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
				if f.offices == nil {
					f.offices = map[key][]office{}
				}
				if o := f.done[k]; o != nil {
					o.stale = true
				}
				f.offices[k] = append(f.offices[k], office{from: c.ValidFrom, to: c.ValidTo, name: c.Office})
			}
		case c.Kind == schema.Asserted:
			f.imports = append(f.imports, c)
		default:
			fresh[k] = append(fresh[k], c)
		}
	}
	if f.stated == nil {
		f.stated = make(map[key][]*claim, len(fresh))
	}
	for k, list := range fresh {
		slices.SortFunc(list, compareClaims)
		f.stated[k] = merged(f.stated[k], list)
		if o := f.done[k]; o != nil {
			o.fresh = merged(o.fresh, list)
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

// keep notes what the claims of a key add up to.
func (f *folder) keep(k key, o *outcome) *outcome {
	if f.done == nil {
		f.done = map[key]*outcome{}
	}
	f.done[k] = o
	return o
}

// settle notes the current versions of some keys, or of all.
func (f *folder) settle(keys []key, now map[key][]schema.Relation) {
	if f.whole {
		f.whole, f.old = false, now
		return
	}
	if f.old == nil {
		f.old = map[key][]schema.Relation{}
	}
	for _, k := range keys {
		if f.old[k] = now[k]; len(now[k]) == 0 {
			delete(f.old, k)
		}
	}
}

// kept returns a claim as a memory keeps it: not in the caller's room, and
// without the text around its sentence.
func kept(c *schema.Claim) *schema.Claim {
	own := *c
	own.Evidence.Text = strings.Clone(c.Evidence.Text)
	return &own
}
