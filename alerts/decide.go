package alerts

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// Note is what goes with a delivery beside its change.
type Note struct {
	HeldBack int      `json:"heldBack,omitempty"` // the like of it that the cool-down held back before
	Finding  *Finding `json:"finding,omitempty"`
}

// memory is what a rule remembers.
type memory struct {
	Cool   map[string]*cool     `json:"cool,omitempty"`   // by what the rule tells apart
	Groups map[string]time.Time `json:"groups,omitempty"` // when those that are open are sent
}

// cool is a cool-down under way.
type cool struct {
	Until    time.Time `json:"until"`
	HeldBack int       `json:"heldBack,omitempty"`
}

func (m *memory) read(body json.RawMessage) error {
	if len(body) == 0 {
		return nil
	}
	if err := json.Unmarshal(body, m); err != nil {
		return fmt.Errorf("the memory of a rule cannot be read: %w", err)
	}
	return nil
}

func (m *memory) write(at time.Time) json.RawMessage {
	maps.DeleteFunc(m.Cool, func(_ string, c *cool) bool { return !c.Until.After(at) && c.HeldBack == 0 })
	maps.DeleteFunc(m.Groups, func(_ string, due time.Time) bool { return !due.After(at) })
	body, _ := json.Marshal(m) // maps of plain values
	return body
}

// outcome is what a rule makes of a change.
type outcome struct {
	kind       schema.ChangeKind
	deliveries []store.AlertDelivery // one a channel
	heldBack   bool                  // by the cool-down
}

// concerned reports whether a change that became known on a day is what a rule
// looks at.
func (a *armed) concerned(s *scene, known schema.Day) bool {
	if a.Trend == nil {
		_, ok := a.matches(s)
		return ok
	}
	return a.Trend.concerns(a.Rule, s.change, known) && s.between(a.Trend.Pair, a.withParts())
}

// decide returns what a rule makes of a change, nil where it does not concern it.
func (a *armed) decide(ctx context.Context, k *kin, s *scene, n now) (*outcome, error) {
	if s.change.Cursor <= a.from {
		return nil, nil
	}
	var note Note
	var kind schema.ChangeKind
	if a.Trend == nil {
		as, ok := a.matches(s)
		if !ok {
			return nil, nil
		}
		kind = as
	} else {
		if !a.concerned(s, n.known) {
			return nil, nil
		}
		if c := a.memory.Cool[a.key(s, schema.Happened)]; c != nil && c.Until.After(n.at) {
			return nil, nil // it was told this week: the data need not be asked
		}
		moment := &looked{n.asKnown, n.known}
		if a.nothing != nil && *a.nothing == *moment {
			return nil, nil
		}
		var err error
		if note.Finding, err = k.look(ctx, a.Rule, n); err != nil {
			return nil, err
		}
		if note.Finding == nil {
			a.nothing = moment
			return nil, nil
		}
		kind = s.change.Kind
	}
	out := &outcome{kind: kind}
	if out.heldBack = a.holdBack(a.key(s, kind), n.at, &note); out.heldBack {
		return out, nil
	}
	message := MessageID(a.ID, s.change, kind)
	due, group := a.schedule(a.key(s, kind), n.at)
	var encoded json.RawMessage
	if note != (Note{}) {
		encoded, _ = json.Marshal(&note) // plain values
	}
	for _, channel := range a.Channels {
		out.deliveries = append(out.deliveries, store.AlertDelivery{
			ID: schema.HashID("y", message, channel), Message: message, Rule: a.ID, Channel: channel,
			Change: s.change.ID, Kind: string(kind), Cursor: s.change.Cursor, Group: group, Note: encoded, At: n.at, Due: due, Status: store.DeliveryPending,
		})
	}
	return out, nil
}

// MessageID is the id under which a receiver gets what a rule tells of a change:
// a hash of rule, fact, version and kind, so that it is the same however often
// it is sent.
func MessageID(rule string, c *schema.Change, kind schema.ChangeKind) string {
	version := 0
	if c.After != nil {
		version = c.After.Version
	} else if c.Before != nil {
		version = c.Before.Version
	}
	return schema.HashID("w", rule, string(c.Relation), fmt.Sprint(version), string(kind))
}

// key is what cool-down and grouping tell apart: in any case the kind, so that
// nobody misses the end of what was told to begin.
func (a *armed) key(s *scene, kind schema.ChangeKind) string {
	if a.Trend != nil {
		return "trend"
	}
	r := s.shown
	switch a.per() {
	case PerRelation:
		return string(r.ID) + " " + string(kind)
	case PerRule:
		return string(kind)
	}
	return strings.Join([]string{string(min(r.Source, r.Target)), string(max(r.Source, r.Target)), string(r.Type), string(kind)}, " ")
}

// cooldown is that of the rule; for a trend that names none a week, and four for
// a reversal.
func (a *armed) cooldown() time.Duration {
	if a.Cooldown == 0 && a.Trend != nil {
		if a.Trend.Reversal {
			return 4 * week * 24 * time.Hour
		}
		return week * 24 * time.Hour
	}
	return time.Duration(a.Cooldown)
}

// holdBack reports whether a cool-down is under way, and begins one if not.
func (a *armed) holdBack(key string, at time.Time, note *Note) bool {
	length := a.cooldown()
	if length == 0 {
		return false
	}
	c := a.memory.Cool[key]
	if c != nil && c.Until.After(at) {
		c.HeldBack++
		return true
	}
	if c != nil {
		note.HeldBack = c.HeldBack
	}
	if a.memory.Cool == nil {
		a.memory.Cool = map[string]*cool{}
	}
	a.memory.Cool[key] = &cool{Until: at.Add(length)}
	return false
}

// schedule returns when something is sent, and the name of what is sent with it.
func (a *armed) schedule(key string, at time.Time) (due time.Time, group string) {
	due = at
	switch {
	case a.Digest != nil:
		due, group = a.Digest.next(at), "digest"
	case a.Group > 0:
		if a.memory.Groups == nil {
			a.memory.Groups = map[string]time.Time{}
		}
		if due = a.memory.Groups[key]; !due.After(at) {
			due = at.Add(time.Duration(a.Group))
			a.memory.Groups[key] = due
		}
		group = "group " + key
	}
	if a.Quiet != nil {
		if end, quiet := a.Quiet.until(due); quiet {
			due = end
			if group == "" {
				group = "quiet"
			}
		}
	}
	return due.UTC(), group
}
