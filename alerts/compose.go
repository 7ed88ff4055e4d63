package alerts

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"

	"rawabit/schema"
	"rawabit/schema/statement"
	"rawabit/store"
)

// quotes is how many pieces of evidence go with an alert.
const quotes = 3

// Composer makes messages of deliveries.
type Composer struct {
	Reader store.Reader
	Page   string // the address of the page, for links; "" for none
}

// Compose makes the message of deliveries of one rule: of one, or of those of
// one batch.
func (c *Composer) Compose(ctx context.Context, rule *Rule, list []store.AlertDelivery) (*Message, error) {
	first := &list[0]
	m := &Message{
		ID: first.Message, At: first.At,
		Data: Data{Rule: RuleRef{ID: rule.ID, Name: rule.Name, Severity: rule.Severity}},
	}
	for i := range list {
		a, err := c.alert(ctx, &list[i])
		if err != nil {
			return nil, err
		}
		m.Data.Alerts = append(m.Data.Alerts, *a)
	}
	switch {
	case first.Batch != "":
		m.ID, m.Type = first.Batch, "relation.digest"
	case m.Data.Alerts[0].Trend != nil:
		m.Type = "relation.trend"
	default:
		m.Type = "relation." + strings.ToLower(first.Kind)
	}
	return m, nil
}

func (c *Composer) alert(ctx context.Context, d *store.AlertDelivery) (*Alert, error) {
	ends := store.RelationSelection{Source: &store.ActorSelection{}, Target: &store.ActorSelection{}, Roles: &store.ActorSelection{}}
	page, err := c.Reader.Changes(ctx, store.ChangesQuery{
		Page:   store.Page{First: 1, After: store.Cursor{List: store.ListChanges, Rank: d.Cursor - 1}.Encode(), NoCursors: true},
		Select: store.ChangeSelection{Before: &ends, After: &ends, Evidence: &store.ArticleSelection{}},
	})
	if err != nil {
		return nil, err
	}
	if len(page.Nodes) == 0 || page.Nodes[0].ID != d.Change {
		return nil, schema.Errorf(schema.CodeNotFound, "change %s is not in the store any more", d.Change)
	}
	return c.fill(ctx, d, page.Nodes[0])
}

func (c *Composer) fill(ctx context.Context, d *store.AlertDelivery, n *store.ChangeNode) (*Alert, error) {
	change := *n.Change
	change.Kind = schema.ChangeKind(d.Kind)
	a := &Alert{
		ID: d.Message, Kind: change.Kind, Change: n.ID, Relation: n.Change.Relation, ValidDate: n.ValidDate, RecordedAt: n.RecordedAt, Cursor: n.Cursor,
	}
	var before, after *statement.Fact
	before, a.Before = version(n.Before)
	after, a.After = version(n.After)
	shown := a.After
	if shown == nil {
		shown = a.Before
	}
	a.Statement = Texts{Ar: statement.Change(&change, before, after, "ar"), En: statement.Change(&change, before, after, "en")}
	for _, e := range n.Evidence[:min(len(n.Evidence), quotes)] {
		a.Evidence = append(a.Evidence, quote(e))
	}
	if shown != nil {
		a.Type = shown.Type
		if c.Page != "" {
			a.Links.Page = strings.TrimSuffix(c.Page, "/") + "/#" + url.Values{"actor": {string(shown.Source.ID)}, "relation": {string(a.Relation)}}.Encode()
		}
	}
	var note Note
	if len(d.Note) > 0 {
		if err := json.Unmarshal(d.Note, &note); err != nil {
			return nil, schema.Errorf(schema.CodeInternal, "the note of delivery %s: %w", d.ID, err)
		}
	}
	a.HeldBack, a.Trend = note.HeldBack, note.Finding
	if a.Trend == nil {
		return a, nil
	}
	var err error
	if a.Statement, err = c.trend(ctx, a.Trend); err != nil {
		return nil, err
	}
	shows, err := c.shows(ctx, a.Trend)
	if len(shows) > 0 {
		a.Evidence = shows
	}
	return a, err
}

// shows returns sentences that show what a trend rule found, one of each of the
// events that it names.
func (c *Composer) shows(ctx context.Context, f *Finding) ([]Quote, error) {
	var out []Quote
	for _, id := range f.Relations {
		node, err := c.Reader.Relation(ctx, store.RelationQuery{ID: id, Select: store.RelationSelection{Evidence: []store.EvidenceField{{First: 1}}}})
		if err != nil {
			return nil, err
		}
		if node == nil || len(node.Evidence) == 0 {
			continue // it was retracted meanwhile
		}
		for _, e := range node.Evidence[0] {
			out = append(out, quote(e))
		}
	}
	return out, nil
}

func quote(e store.EvidenceNode) Quote {
	q := Quote{Text: e.Claim.Evidence.Text, AttributedTo: e.Claim.AttributedTo, Modality: e.Claim.Modality}
	if e.Article != nil && e.Article.Article != nil {
		q.Title, q.Source, q.Published, q.URL = e.Article.Title, e.Article.Source, e.Article.Published, e.Article.URL
	}
	return q
}

// version returns a version for sentences and for payloads, nil for none.
func version(n *store.RelationNode) (*statement.Fact, *Version) {
	if n == nil || n.Relation == nil {
		return nil, nil
	}
	f := &statement.Fact{Relation: n.Relation}
	v := &Version{
		Version: n.Version, Type: n.Type, ValidFrom: n.ValidFrom, ValidTo: n.ValidTo, Ended: n.Ended, Modality: modality(n.Relation),
		Confidence: n.Confidence, Sources: n.Sources, Contested: n.Contested, Source: Party{ID: n.Relation.Source}, Target: Party{ID: n.Relation.Target},
	}
	if n.Source != nil {
		f.Source, v.Source = n.Source.Actor, party(n.Source.Actor)
	}
	if n.Target != nil {
		f.Target, v.Target = n.Target.Actor, party(n.Target.Actor)
	}
	for _, r := range n.Roles {
		if r.Actor == nil {
			continue
		}
		if v.Roles == nil {
			v.Roles = map[string]Party{}
		}
		v.Roles[r.Name] = party(r.Actor.Actor)
		switch r.Name {
		case "place":
			f.Place = r.Actor.Actor
		case "from":
			f.From = r.Actor.Actor
		case "to":
			f.To = r.Actor.Actor
		}
	}
	v.Statement = Texts{Ar: statement.Relation(*f, "ar"), En: statement.Relation(*f, "en")}
	return f, v
}

func party(a *schema.Actor) Party { return Party{ID: a.ID, Ar: a.NameIn("ar"), En: a.NameIn("en")} }
