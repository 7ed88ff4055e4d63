package alerts

import (
	"bytes"
	"encoding/json"
	"time"
	"unicode/utf8"

	"rawabit/schema"
)

// Message is what goes to a channel: one alert, or several that were collected.
type Message struct {
	ID     string    `json:"-"` // the same whenever it is sent
	Type   string    `json:"type"`
	At     time.Time `json:"timestamp"` // when it was decided
	Data   Data      `json:"data"`
	shrunk int
}

// Data is the content of a message.
type Data struct {
	Rule   RuleRef `json:"rule"`
	Alerts []Alert `json:"alerts"`
	More   int     `json:"more,omitempty"` // alerts that had no room
}

// RuleRef names a rule.
type RuleRef struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Severity Severity `json:"severity"`
}

// Alert is one change, with its proof.
type Alert struct {
	ID         string              `json:"id"` // a hash of rule, fact, version and kind
	Kind       schema.ChangeKind   `json:"kind"`
	Change     schema.ChangeID     `json:"change"`
	Relation   schema.RelationID   `json:"relation"`
	Type       schema.RelationType `json:"type"`
	ValidDate  schema.Date         `json:"validDate,omitzero"`
	RecordedAt time.Time           `json:"recordedAt"`
	Cursor     int64               `json:"cursor"`
	Statement  Texts               `json:"statement"`
	Before     *Version            `json:"before,omitempty"`
	After      *Version            `json:"after,omitempty"`
	Evidence   []Quote             `json:"evidence,omitempty"`
	Links      Links               `json:"links"`
	HeldBack   int                 `json:"heldBack,omitempty"` // alerts like this one that a cool-down held back before
	Trend      *Finding            `json:"trend,omitempty"`
}

// Texts are sentences in both languages.
type Texts struct {
	Ar string `json:"ar"`
	En string `json:"en"`
}

// In returns the sentence in a language, the Arabic one unless it is "en".
func (t Texts) In(lang string) string {
	if lang == "en" {
		return t.En
	}
	return t.Ar
}

// Version is a relation as it was before or after a change.
type Version struct {
	Version    int                 `json:"version"`
	Type       schema.RelationType `json:"type"`
	Source     Party               `json:"source"`
	Target     Party               `json:"target"`
	Roles      map[string]Party    `json:"roles,omitempty"`
	ValidFrom  schema.Date         `json:"validFrom,omitzero"`
	ValidTo    schema.Date         `json:"validTo,omitzero"`
	Ended      bool                `json:"ended"`
	Modality   schema.Modality     `json:"modality"`
	Confidence float64             `json:"confidence"`
	Sources    int                 `json:"sources"`
	Contested  bool                `json:"contested"`
	Statement  Texts               `json:"statement"`
}

// Party is an actor.
type Party struct {
	ID schema.ActorID `json:"id"`
	Ar string         `json:"ar"`
	En string         `json:"en"`
}

// Quote is a sentence that says so.
type Quote struct {
	Text         string          `json:"text"`
	AttributedTo string          `json:"attributedTo,omitempty"`
	Modality     schema.Modality `json:"modality,omitempty"`
	Title        string          `json:"title,omitempty"`
	Source       string          `json:"source,omitempty"`
	Published    schema.Date     `json:"published,omitzero"`
	URL          string          `json:"url,omitempty"`
}

// Links lead to more.
type Links struct {
	Page string `json:"page,omitempty"`
}

// maxBody is what a payload stays below.
const maxBody = 20000

// Body returns the payload, a JSON object below 20 kB. What has no room is left
// out, long sentences first, further evidence next, whole alerts then, and at last
// what makes names and statements long.
func (m *Message) Body() []byte {
	for {
		var body bytes.Buffer
		encoder := json.NewEncoder(&body)
		encoder.SetEscapeHTML(false) // links stay readable
		_ = encoder.Encode(m)        // plain values
		if body.Len() < maxBody || !m.shrink() {
			return bytes.TrimSpace(body.Bytes())
		}
	}
}

// shrink makes the message smaller, and reports whether it could.
func (m *Message) shrink() bool {
	m.shrunk++
	alerts := m.Data.Alerts
	switch {
	case m.shrunk == 1:
		for i := range alerts {
			for j := range alerts[i].Evidence {
				alerts[i].Evidence[j].cut(400)
			}
		}
	case m.shrunk == 2:
		for i := range alerts {
			alerts[i].Evidence = alerts[i].Evidence[:min(1, len(alerts[i].Evidence))]
		}
	case len(alerts) > 1:
		keep := len(alerts) * 3 / 4
		m.Data.More += len(alerts) - keep
		m.Data.Alerts = alerts[:keep]
	case m.shrunk < 100:
		m.shrunk = 100
		for i := range alerts {
			alerts[i].Evidence, alerts[i].Before = nil, nil
		}
	case m.shrunk == 101:
		for i := range alerts {
			alerts[i].cut(300)
		}
	default:
		return false
	}
	return true
}

// cut makes the names and sentences of an alert short, and leaves roles and the
// link out.
func (a *Alert) cut(runes int) {
	a.Statement.cut(runes)
	a.Links.Page = ""
	if v := a.After; v != nil {
		v.Roles = nil
		v.Statement.cut(runes)
		for _, p := range []*Party{&v.Source, &v.Target} {
			p.Ar, p.En = cut(p.Ar, runes), cut(p.En, runes)
		}
	}
}

func (t *Texts) cut(runes int) { t.Ar, t.En = cut(t.Ar, runes), cut(t.En, runes) }

func (q *Quote) cut(runes int) {
	q.Text, q.Title, q.URL = cut(q.Text, runes), cut(q.Title, runes), cut(q.URL, 4*runes)
}

// cut returns a text that is no longer than some runes.
func cut(text string, runes int) string {
	if utf8.RuneCountInString(text) <= runes {
		return text
	}
	return string([]rune(text)[:runes-1]) + "…"
}
