package watch

import "time"

// Status is how a source is doing.
type Status struct {
	Name        string    `json:"name"`
	Kind        string    `json:"kind"`
	Address     string    `json:"address"`
	Moved       string    `json:"moved,omitempty"`
	LastLook    time.Time `json:"lastLook,omitzero"`
	LastSuccess time.Time `json:"lastSuccess,omitzero"`
	LastError   string    `json:"lastError,omitempty"`
	ErrorAt     time.Time `json:"errorAt,omitzero"`
	Failures    int       `json:"failures"`
	Next        time.Time `json:"next,omitzero"`
	Counts
	Waiting int `json:"waiting"`
	// Left tells why items were left out, or wait, by their ids.
	Left map[string]string `json:"left,omitempty"`
}

// Statuses returns how each source of a configuration is doing, by what the state
// remembers.
func Statuses(c *Config, state *State) []Status {
	out := make([]Status, len(c.Sources))
	for i := range c.Sources {
		s := state.source(&c.Sources[i])
		out[i] = Status{
			Name: c.Sources[i].Name, Kind: s.Kind, Address: s.Address, Moved: s.Moved, LastLook: s.LastLook, LastSuccess: s.LastSuccess,
			LastError: s.LastError, ErrorAt: s.ErrorAt, Failures: s.Failures, Next: s.Next, Counts: s.Counts,
		}
		for id, item := range s.Items {
			if item.Outcome == outcomeWaiting {
				out[i].Waiting++
			}
			if item.Reason != "" {
				if out[i].Left == nil {
					out[i].Left = map[string]string{}
				}
				out[i].Left[id] = item.Reason
			}
		}
	}
	return out
}
