package embedded_test

import (
	"path/filepath"
	"testing"

	"rawabit/internal/arrival"
)

// TestMigrate goes on in a file of layout 2, whose claims are filed otherwise and
// whose rules note themselves when they fired: what is recorded there still finds
// the claims and the relations of before, and rules remember what they did.
func TestMigrate(t *testing.T) {
	readings := arrival.Readings(t, 40)
	path := filepath.Join(t.TempDir(), "graph.db")
	s := open(t, path)
	if _, err := s.Record(t.Context(), readings[:20]); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	change(t, path,
		`DROP TABLE alert_fired`, `DROP INDEX alert_deliveries_over`, `DROP INDEX alert_deliveries_dead`,
		`ALTER TABLE alert_rules ADD COLUMN fired INTEGER NOT NULL DEFAULT 0`, `ALTER TABLE alert_rules ADD COLUMN memory TEXT NOT NULL DEFAULT ''`,
		`CREATE INDEX alert_deliveries_status ON alert_deliveries (status, n)`, `CREATE INDEX alert_deliveries_rule ON alert_deliveries (rule, n)`,
		`INSERT INTO alert_rules VALUES ('fired', 'fired', 'LOW', 'file', '["desk"]', '{}', 0, '', '', 1000000, '{"k":1}'), ('calm', 'calm', 'LOW', 'file', '["desk"]', '{}', 0, '', '', 0, '')`,
		`CREATE TABLE former (unit INTEGER PRIMARY KEY, claims TEXT NOT NULL)`,
		`INSERT INTO former SELECT unit, group_concat(claims, '') FROM all_filings GROUP BY unit`,
		`DROP VIEW all_filings`, `DROP VIEW all_homes`, `DROP VIEW all_claim_numbers`, `DROP VIEW all_version_numbers`, `DROP TABLE new_filings`, `DROP TABLE new_homes`,
		`DROP TABLE filings`, `ALTER TABLE former RENAME TO filings`,
		`DROP TABLE claim_numbers`, `DROP TABLE new_claim_numbers`, `DROP TABLE version_numbers`, `DROP TABLE new_version_numbers`,
		`UPDATE relations SET retired = (SELECT at FROM retirements x WHERE x.n = relations.n)`, `DROP TABLE retirements`,
		`CREATE INDEX claims_id ON claims (id)`, `CREATE INDEX relations_id ON relations (id, version)`, `CREATE INDEX relations_retired ON relations (retired) WHERE retired IS NOT NULL`,
		`DELETE FROM meta WHERE name LIKE '%hashed'`,
		`DROP TABLE homes`, `CREATE INDEX relations_home ON relations (home) WHERE retired IS NULL`, `CREATE INDEX changes_relation ON changes (relation)`,
		`PRAGMA user_version = 2`)
	s = open(t, path)
	defer closeStore(t, s)
	rules, err := s.AlertRules(t.Context())
	if err != nil || len(rules) != 2 || rules[0].Memory != nil || string(rules[1].Memory) != `{"k":1}` || rules[1].LastFired.Unix() != 1 {
		t.Errorf("the rules are %+v (%v)", rules, err)
	}
	if _, err := s.Record(t.Context(), readings[20:]); err != nil {
		t.Fatal(err)
	}
	if differed, err := s.Rebuild(t.Context(), nil); differed != 0 || err != nil {
		t.Errorf("%d relations differ from what the claims say (%v)", differed, err)
	}
}
