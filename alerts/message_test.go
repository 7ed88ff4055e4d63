package alerts_test

import (
	"encoding/json"
	"strings"
	"testing"

	"rawabit/alerts"
)

// TestBody keeps payloads below 20 kB, whatever is long in them, and still an
// object of JSON that tells the change.
func TestBody(t *testing.T) {
	long := strings.Repeat("كلام طويل ", 20000)
	texts := alerts.Texts{Ar: long, En: long}
	party := alerts.Party{ID: "x", Ar: long, En: long}
	for name, alert := range map[string]alerts.Alert{
		"a quote":   {Evidence: []alerts.Quote{{Text: long, Title: long, URL: long, Source: long}}},
		"sentences": {Statement: texts, After: &alerts.Version{Statement: texts}, Before: &alerts.Version{Statement: texts}},
		"names":     {After: &alerts.Version{Source: party, Target: party, Roles: map[string]alerts.Party{"place": party}}},
		"a link":    {Links: alerts.Links{Page: long}},
	} {
		t.Run(name, func(t *testing.T) {
			alert.ID, alert.Kind = "w-1", "CLOSED"
			m := alerts.Message{ID: "w-1", Type: "relation.closed", Data: alerts.Data{Alerts: []alerts.Alert{alert, alert, alert}}}
			body := m.Body()
			var got struct{ Data alerts.Data }
			if err := json.Unmarshal(body, &got); err != nil || len(body) >= 20000 || len(got.Data.Alerts)+got.Data.More != 3 || got.Data.Alerts[0].ID != "w-1" || got.Data.Alerts[0].Kind != "CLOSED" {
				t.Errorf("%d bytes, %v: %.200s", len(body), err, body)
			}
		})
	}
}
