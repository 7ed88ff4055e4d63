package embedded

import (
	"context"
	"database/sql"
	"fmt"

	"rawabit/schema"
)

// applicationID marks a SQLite file as a store of this kind: "rwbt".
const applicationID = 0x72776274

// migrations lead from an empty file to the newest layout, one step a version.
// A step that was released is never changed.
func migrations() []string {
	return []string{
		// 1: the first layout. Times are microseconds, days count from 1970-01-01. Where
		// a text is only looked up, its hash is stored (see hash): such an index is a
		// third in size, and what it finds is compared with the text itself.
		`CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
		INSERT INTO meta VALUES ('recorded', 0), ('epoch', 1);

		CREATE TABLE actors (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, place TEXT NOT NULL, changed INTEGER NOT NULL, body BLOB NOT NULL);
		CREATE INDEX actors_place ON actors (place) WHERE place <> '';
		CREATE INDEX actors_changed ON actors (changed);

		CREATE TABLE articles (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day INTEGER NOT NULL, recorded INTEGER NOT NULL, head BLOB NOT NULL);
		CREATE INDEX articles_day ON articles (day DESC, id);
		CREATE TABLE texts (n INTEGER PRIMARY KEY, text TEXT NOT NULL);
		CREATE VIRTUAL TABLE words USING fts5 (text, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
		-- actors holds the hashes of the actors that are mentioned, eight bytes each.
		CREATE TABLE mentions (n INTEGER PRIMARY KEY, actors BLOB NOT NULL, body BLOB NOT NULL);

		-- article is the number of the article, units are the names of the units that the claim is filed under, a line each.
		CREATE TABLE claims (n INTEGER PRIMARY KEY, id INTEGER NOT NULL, article INTEGER, relation INTEGER, start INTEGER NOT NULL, units TEXT NOT NULL, body BLOB NOT NULL);
		CREATE INDEX claims_id ON claims (id);
		CREATE INDEX claims_article ON claims (article) WHERE article IS NOT NULL;
		CREATE INDEX claims_relation ON claims (relation) WHERE relation IS NOT NULL;
		-- claims holds the numbers of the claims that are filed under a unit, to the base of 36, a comma after each.
		CREATE TABLE filings (unit INTEGER PRIMARY KEY, claims TEXT NOT NULL);

		CREATE TABLE relations (n INTEGER PRIMARY KEY, id INTEGER NOT NULL, version INTEGER NOT NULL, home INTEGER NOT NULL, retired INTEGER, body BLOB NOT NULL);
		CREATE INDEX relations_id ON relations (id, version);
		CREATE INDEX relations_home ON relations (home) WHERE retired IS NULL;
		CREATE INDEX relations_retired ON relations (retired) WHERE retired IS NOT NULL;
		CREATE TABLE grounds (article INTEGER NOT NULL, start INTEGER NOT NULL, relation TEXT NOT NULL, PRIMARY KEY (article, start, relation)) WITHOUT ROWID;

		CREATE TABLE decisions (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, everywhere INTEGER NOT NULL, body TEXT NOT NULL);
		CREATE TABLE rulings (claim TEXT NOT NULL, decision INTEGER NOT NULL, PRIMARY KEY (claim, decision)) WITHOUT ROWID;

		CREATE TABLE changes (cursor INTEGER PRIMARY KEY, kind TEXT NOT NULL, relation INTEGER NOT NULL, type TEXT NOT NULL, source INTEGER NOT NULL, target INTEGER NOT NULL,
			modality TEXT NOT NULL, day INTEGER, recorded INTEGER NOT NULL, body BLOB NOT NULL);
		CREATE INDEX changes_relation ON changes (relation);`,
		// 2: alert rules, and what is to be sent because of them. Bodies are JSON.
		`INSERT INTO meta VALUES ('alert cursor', -1), ('alert rules', 0);
		CREATE TABLE alert_rules (id TEXT PRIMARY KEY, name TEXT NOT NULL, severity TEXT NOT NULL, origin TEXT NOT NULL, channels TEXT NOT NULL, body TEXT NOT NULL, start INTEGER NOT NULL,
			disabled TEXT NOT NULL, error TEXT NOT NULL, fired INTEGER NOT NULL, memory TEXT NOT NULL) WITHOUT ROWID;
		CREATE TABLE alert_deliveries (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, rule TEXT NOT NULL, queue TEXT NOT NULL, status TEXT NOT NULL, revision INTEGER NOT NULL, body TEXT NOT NULL);
		CREATE INDEX alert_deliveries_waiting ON alert_deliveries (queue, n) WHERE status IN ('PENDING', 'FAILED');
		CREATE INDEX alert_deliveries_status ON alert_deliveries (status, n);
		CREATE INDEX alert_deliveries_rule ON alert_deliveries (rule, n);
		CREATE TABLE alert_leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;`,
		// 3: a row of filings for each transaction that files under a unit; first is the first number in claims, 0 of what was filed in the layout before.
		`ALTER TABLE filings RENAME TO former_filings;
		CREATE TABLE filings (unit INTEGER NOT NULL, first INTEGER NOT NULL, claims TEXT NOT NULL, PRIMARY KEY (unit, first)) WITHOUT ROWID;
		INSERT INTO filings SELECT unit, 0, claims FROM former_filings;
		DROP TABLE former_filings;`,
		// 4: what rules note when they fire in a table of its own, which is written much
		// oftener than the rules; and a delivery stands in one index more, besides that of its id, not in three.
		`CREATE TABLE alert_fired (rule TEXT PRIMARY KEY, at INTEGER NOT NULL, memory TEXT NOT NULL) WITHOUT ROWID;
		INSERT INTO alert_fired SELECT id, fired, memory FROM alert_rules WHERE fired <> 0 OR memory <> '';
		ALTER TABLE alert_rules DROP COLUMN fired;
		ALTER TABLE alert_rules DROP COLUMN memory;
		DROP INDEX alert_deliveries_status;
		DROP INDEX alert_deliveries_rule;
		CREATE INDEX alert_deliveries_over ON alert_deliveries (rule, n) WHERE status IN ('DELIVERED', 'DEAD');
		CREATE INDEX alert_deliveries_dead ON alert_deliveries (n) WHERE status = 'DEAD';`,
		// 5: where relations are at home is written with the first version, not with each; changes are found by relation as they are by actor.
		`CREATE TABLE homes (home INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (home, id)) WITHOUT ROWID;
		INSERT OR IGNORE INTO homes SELECT home, id FROM relations;
		DROP INDEX relations_home;
		DROP INDEX changes_relation;`,
		// 6: what is looked up by hash comes into small tables, "new_", which are put into
		// the large ones now and then: see hashed. A version is past if a later one of its
		// relation is there or if it has a time in retired; retirements tells all of them as they came.
		`CREATE TABLE claim_numbers (id INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (id, n)) WITHOUT ROWID;
		CREATE TABLE new_claim_numbers (id INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (id, n)) WITHOUT ROWID;
		CREATE VIEW all_claim_numbers AS SELECT * FROM claim_numbers UNION ALL SELECT * FROM new_claim_numbers;
		INSERT INTO claim_numbers SELECT id, n FROM claims ORDER BY id, n;
		DROP INDEX claims_id;
		CREATE TABLE version_numbers (id INTEGER NOT NULL, version INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (id, version, n)) WITHOUT ROWID;
		CREATE TABLE new_version_numbers (id INTEGER NOT NULL, version INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (id, version, n)) WITHOUT ROWID;
		CREATE VIEW all_version_numbers AS SELECT * FROM version_numbers UNION ALL SELECT * FROM new_version_numbers;
		INSERT INTO version_numbers SELECT id, version, n FROM relations ORDER BY id, version, n;
		DROP INDEX relations_id;
		CREATE TABLE new_filings (unit INTEGER NOT NULL, first INTEGER NOT NULL, claims TEXT NOT NULL, PRIMARY KEY (unit, first)) WITHOUT ROWID;
		CREATE VIEW all_filings AS SELECT * FROM filings UNION ALL SELECT * FROM new_filings;
		CREATE TABLE new_homes (home INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (home, id)) WITHOUT ROWID;
		CREATE VIEW all_homes AS SELECT * FROM homes UNION ALL SELECT * FROM new_homes;
		INSERT INTO meta SELECT 'hashed', (SELECT count(*) FROM claims) + (SELECT count(*) FROM relations);
		INSERT INTO meta VALUES ('newly hashed', 0);
		CREATE TABLE retirements (at INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (at, n)) WITHOUT ROWID;
		INSERT INTO retirements SELECT retired, n FROM relations WHERE retired IS NOT NULL ORDER BY retired, n;
		DROP INDEX relations_retired;`,
	}
}

// migrate brings the layout of the file up to date in one transaction. It refuses
// a file that holds something else or that a newer version has written.
func migrate(ctx context.Context, writer *sql.Conn, path string) (err error) {
	if _, err := writer.ExecContext(ctx, `BEGIN IMMEDIATE`); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_, _ = writer.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`)
			return
		}
		_, err = writer.ExecContext(context.WithoutCancel(ctx), `COMMIT`)
	}()
	var application, have, tables int
	for query, value := range map[string]*int{
		"PRAGMA application_id": &application, "PRAGMA user_version": &have, "SELECT count(*) FROM sqlite_schema": &tables,
	} {
		if err := writer.QueryRowContext(ctx, query).Scan(value); err != nil {
			return err
		}
	}
	steps := migrations()
	switch {
	case application != applicationID && (tables > 0 || have != 0):
		return schema.Errorf(schema.CodeInvalid, "%s is a database of another program: name another file with --store file:PATH", path)
	case have > len(steps):
		return schema.Errorf(schema.CodeInvalid, "%s was written by a newer version of rawabit (layout %d, this one knows %d): use that version, or name another file", path, have, len(steps))
	case have == len(steps):
		return nil
	}
	for n := have; n < len(steps); n++ {
		if _, err := writer.ExecContext(ctx, steps[n]); err != nil {
			return fmt.Errorf("migrate to layout %d: %w", n+1, err)
		}
	}
	if _, err := writer.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(steps))); err != nil {
		return err
	}
	return nil
}
