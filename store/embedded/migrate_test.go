package embedded_test

import (
	"path/filepath"
	"testing"

	"rawabit/internal/newswire"
	"rawabit/loader"
	"rawabit/schema"
)

// TestMigrateFilings goes on in a file whose claims are filed as they were before
// layout 3: what is recorded there still finds the claims of before.
func TestMigrateFilings(t *testing.T) {
	wire, err := newswire.New()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := loader.New()
	if err != nil {
		t.Fatal(err)
	}
	var readings []schema.Reading
	for in := range wire.Few(4).Articles(5, 40) {
		reading, err := reader.Read(in)
		if err != nil {
			t.Fatal(err)
		}
		readings = append(readings, reading)
	}
	path := filepath.Join(t.TempDir(), "graph.db")
	s := open(t, path)
	if _, err := s.Record(t.Context(), readings[:20]); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	change(t, path,
		`CREATE TABLE former (unit INTEGER PRIMARY KEY, claims TEXT NOT NULL)`,
		`INSERT INTO former SELECT unit, group_concat(claims, '') FROM filings GROUP BY unit`,
		`DROP TABLE filings`, `ALTER TABLE former RENAME TO filings`, `PRAGMA user_version = 2`)
	s = open(t, path)
	defer closeStore(t, s)
	if _, err := s.Record(t.Context(), readings[20:]); err != nil {
		t.Fatal(err)
	}
	if differed, err := s.Rebuild(t.Context(), nil); differed != 0 || err != nil {
		t.Errorf("%d relations differ from what the claims say (%v)", differed, err)
	}
}
