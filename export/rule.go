package export

import (
	"context"
	"encoding/json"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// archiveRules are the alert rules of a store, and how far its feed was matched
// against them: without that a restored store would alert of all that was.
type archiveRules struct {
	list    []store.AlertRule
	matched int64 // -1 for not at all
}

// ruleLine is a rule as an entry of an archive.
type ruleLine struct {
	ID        string          `json:"id"`
	Name      string          `json:"name"`
	Severity  string          `json:"severity"`
	Origin    string          `json:"origin"`
	Channels  []string        `json:"channels"`
	Body      json.RawMessage `json:"body,omitempty"`
	From      int64           `json:"from"`
	Disabled  string          `json:"disabled,omitempty"`
	LastError string          `json:"lastError,omitempty"`
	LastFired time.Time       `json:"lastFired,omitzero"`
	Memory    json.RawMessage `json:"memory,omitempty"`
}

type matchedLine struct {
	Cursor int64 `json:"cursor"`
}

func rulesOf(ctx context.Context, from store.Dumper) (archiveRules, error) {
	state, err := from.AlertState(ctx)
	if err != nil {
		return archiveRules{}, err
	}
	list, err := from.AlertRules(ctx)
	return archiveRules{list, state.Cursor}, err
}

func (a *archiveRules) write(lines *liner) error {
	for _, r := range a.list {
		l := ruleLine{r.ID, r.Name, r.Severity, r.Origin, r.Channels, r.Body, r.From, r.Disabled, r.LastError, r.LastFired.UTC(), r.Memory}
		if err := lines.write(entryLine{kindRule, l}); err != nil {
			return err
		}
	}
	if a.matched < 0 {
		return nil
	}
	return lines.write(entryLine{kindMatched, matchedLine{a.matched}})
}

// line reads a line of the archive.
func (a *archiveRules) line(l *archiveLine) error {
	if l.Kind == kindMatched {
		var one matchedLine
		err := decodeLine(l.Entry, &one)
		a.matched = one.Cursor
		return err
	}
	var one ruleLine
	if err := decodeLine(l.Entry, &one); err != nil {
		return err
	}
	a.list = append(a.list, store.AlertRule{
		ID: one.ID, Name: one.Name, Severity: one.Severity, Origin: one.Origin, Channels: one.Channels, Body: one.Body, From: one.From,
		AlertMark: store.AlertMark{Disabled: one.Disabled, LastError: one.LastError, LastFired: one.LastFired, Memory: one.Memory},
	})
	return nil
}

// restoreLease is what a store that is restored into is held by.
const restoreLease = "restore"

// restore makes the rules in a store that has none and was never matched.
func (a *archiveRules) restore(ctx context.Context, to store.Alerts) error {
	if len(a.list) > 0 {
		if err := to.PutAlertRules(ctx, a.list); err != nil {
			return err
		}
	}
	fired := map[string]store.AlertFiring{}
	for i := range a.list {
		r := &a.list[i]
		if r.Disabled != "" || r.LastError != "" {
			if err := to.MarkAlertRule(ctx, r.ID, &r.Disabled, r.LastError); err != nil {
				return err
			}
		}
		if !r.LastFired.IsZero() {
			fired[r.ID] = store.AlertFiring{At: r.LastFired, Memory: r.Memory}
		}
	}
	if a.matched < 0 {
		return nil
	}
	if held, err := to.Lease(ctx, restoreLease, restoreLease, time.Minute); err != nil || !held {
		if err == nil {
			err = schema.Errorf(schema.CodeConflict, "another process restores into the store")
		}
		return err
	}
	err := to.RecordAlerts(ctx, store.AlertBatch{Lease: restoreLease, Holder: restoreLease, From: -1, To: a.matched, Fired: fired})
	if _, giveErr := to.Lease(ctx, restoreLease, restoreLease, 0); err == nil {
		err = giveErr
	}
	return err
}
