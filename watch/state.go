package watch

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"rawabit/schema"
)

// State is what a watcher remembers.
type State struct {
	Sources map[string]*SourceState `json:"sources"`
	// Prints are the fingerprints of the texts that were taken last, the oldest
	// first, by which what is nearly the same is known.
	Prints []uint64 `json:"prints,omitempty"`
}

// SourceState is what is known of one source.
type SourceState struct {
	Kind         string    `json:"kind"`
	Address      string    `json:"address"`
	Moved        string    `json:"moved,omitempty"` // where the source has moved for good
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"lastModified,omitempty"`
	Next         time.Time `json:"next,omitzero"`
	LastLook     time.Time `json:"lastLook,omitzero"`
	LastSuccess  time.Time `json:"lastSuccess,omitzero"`
	LastError    string    `json:"lastError,omitempty"` // "" after a look without one
	ErrorAt      time.Time `json:"errorAt,omitzero"`
	Failures     int       `json:"failures,omitempty"` // looks that failed since the last success
	Counts
	// Items tells what became of each item, by its id.
	Items map[string]Item `json:"items,omitempty"`
}

// Counts counts what became of the items of a source.
type Counts struct {
	Loaded     int `json:"loaded"`
	Duplicates int `json:"duplicates"` // the same text, or nearly, came before
	Refused    int `json:"refused"`    // will not be tried again
}

// Item is what became of an item.
type Item struct {
	Seen    time.Time `json:"seen"` // when it was last in its source
	Outcome string    `json:"outcome"`
	Reason  string    `json:"reason,omitempty"`
	Tries   int       `json:"tries,omitempty"`
}

// The outcomes of an item. One that is waiting is tried again.
const (
	outcomeLoaded    = "loaded"
	outcomeDuplicate = "duplicate"
	outcomeRefused   = "refused"
	outcomeWaiting   = "waiting"
)

const (
	// maxPrints is how many fingerprints are kept, forgotten how long an item is
	// remembered after it was in its source last, maxTries how often one is tried.
	maxPrints = 20_000
	forgotten = 90 * 24 * time.Hour
	maxTries  = 5
)

// ReadState reads what a watcher remembers; nothing where there is no file.
func ReadState(path string) (*State, error) {
	s := &State{Sources: map[string]*SourceState{}}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err == nil {
		err = json.Unmarshal(data, s)
	}
	if err != nil {
		return nil, schema.Errorf(schema.CodeInvalid, "%s cannot be read: move it away, and everything is looked at anew; what is stored already is not loaded twice", path)
	}
	return s, nil
}

// write puts the state into the place of the former one, whole or not at all.
func (s *State) write(path string) error {
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	err = errors.Join(err, file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}

// source returns the state of a source, a new one where its address has changed.
func (s *State) source(from *Source) *SourceState {
	st := s.Sources[from.Name]
	if st == nil || st.Address != from.address() {
		st = &SourceState{Kind: from.kind(), Address: from.address()}
		s.Sources[from.Name] = st
	}
	if st.Items == nil {
		st.Items = map[string]Item{}
	}
	return st
}

// forget drops the items that have been gone for long.
func (s *SourceState) forget(now time.Time) {
	for id, item := range s.Items {
		if now.Sub(item.Seen) > forgotten {
			delete(s.Items, id)
		}
	}
}

// settle notes what became of an item.
func (s *SourceState) settle(id string, item Item) {
	switch item.Outcome {
	case outcomeLoaded:
		s.Loaded++
	case outcomeDuplicate:
		s.Duplicates++
	case outcomeRefused:
		s.Refused++
	}
	s.Items[id] = item
}

// known reports whether a text is nearly one that was taken before.
func (s *State) known(print uint64) bool {
	return slices.ContainsFunc(s.Prints, func(p uint64) bool { return near(p, print) })
}

func (s *State) remember(print uint64) {
	s.Prints = append(s.Prints, print)
	if over := len(s.Prints) - maxPrints; over > 0 {
		s.Prints = slices.Delete(s.Prints, 0, over)
	}
}
