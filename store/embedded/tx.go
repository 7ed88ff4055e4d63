package embedded

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"rawabit/schema"
	"rawabit/store/record"
	"rawabit/timeline"
)

// tx is an open transaction of the writer, on its one connection.
type tx struct {
	querier
	dec dec
	at  time.Time // its recording time

	memory   *timeline.Memory
	articles map[schema.ArticleID]int64 // numbers
	fresh    map[schema.ClaimID]ground  // where the claims of this transaction stand
	hashed   int64                      // rows that were added to tables of hashes
	idle     bool                       // nothing was written
	ended    bool
}

var _ record.Tx = (*tx)(nil)

// begin opens the transaction that writes. The caller ends it.
func (s *Store) begin(ctx context.Context) (*tx, error) {
	if s.closed.Load() {
		return nil, schema.Errorf(schema.CodeUnavailable, "the store is closed")
	}
	if _, err := s.writer.ExecContext(ctx, `BEGIN IMMEDIATE`); err != nil {
		return nil, failure(ctx, err)
	}
	return &tx{
		querier: querier{statements: &s.writing}, dec: dec{shared: map[string]string{}}, memory: s.memory,
		articles: map[schema.ArticleID]int64{}, fresh: map[schema.ClaimID]ground{},
	}, nil
}

// commit makes the transaction durable.
func (t *tx) commit(ctx context.Context, s *Store) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := t.settleHashed(ctx); err != nil {
		return err
	}
	// Once begun it is carried through, so that its outcome is known.
	_, err := s.writer.ExecContext(context.WithoutCancel(ctx), `COMMIT`)
	t.ended = err == nil
	return err
}

// end takes the transaction back unless it was committed.
func (t *tx) end(ctx context.Context, s *Store) {
	if !t.ended {
		if !t.idle {
			s.memory.Forget() // it may hold what was never written
		}
		_, _ = s.writer.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`)
	}
}

// Memory is part of timeline.Rememberer.
func (t *tx) Memory() *timeline.Memory { return t.memory }

// claims reads rows of number and body.
func (t *tx) claims(ctx context.Context, query string, args ...any) ([]schema.Claim, error) {
	var list []schema.Claim
	var body sql.RawBytes
	var n int64
	err := t.each(ctx, func(rows *sql.Rows) error {
		if err := rows.Scan(&n, &body); err != nil {
			return err
		}
		var c schema.Claim
		if err := t.dec.claim(body, &c); err != nil {
			return err
		}
		c.Sequence = n
		list = append(list, c)
		return nil
	}, query, args...)
	return list, err
}

// Claims is part of timeline.Source.
func (t *tx) Claims(ctx context.Context, units []timeline.Unit) ([]schema.Claim, error) {
	var numbers []int64
	var filed sql.RawBytes
	err := t.each(ctx, func(rows *sql.Rows) error {
		if err := rows.Scan(&filed); err != nil {
			return err
		}
		return eachNumber(filed, func(n int64) { numbers = append(numbers, n) })
	}, `SELECT claims FROM all_filings WHERE unit IN (SELECT value FROM json_each(?))`, hashes(units))
	if err != nil || len(numbers) == 0 {
		return nil, err
	}
	slices.Sort(numbers)
	list, _ := json.Marshal(slices.Compact(numbers)) // numbers always have a JSON form
	return t.claims(ctx, `SELECT n, body FROM claims WHERE n IN (SELECT value FROM json_each(?))`, string(list))
}

// Relations is part of timeline.Source.
func (t *tx) Relations(ctx context.Context, units []timeline.Unit) ([]schema.Relation, error) {
	wanted := make(map[timeline.Unit]bool, len(units))
	for _, u := range units {
		wanted[u] = true
	}
	var list []schema.Relation
	seen := map[schema.RelationID]bool{} // one that was at home elsewhere before may be found twice
	var body sql.RawBytes
	err := t.each(ctx, func(rows *sql.Rows) error {
		if err := rows.Scan(&body); err != nil {
			return err
		}
		var r schema.Relation
		if _, err := t.dec.relation(body, &r); err != nil {
			return err
		}
		if wanted[timeline.Home(r.Type, r.Source, r.Target)] && !seen[r.ID] {
			seen[r.ID] = true
			list = append(list, r)
		}
		return nil
	}, `SELECT r.body FROM all_homes h JOIN relations r ON r.n = coalesce(
			(SELECT v.n FROM new_version_numbers v WHERE v.id = h.id ORDER BY v.version DESC LIMIT 1),
			(SELECT v.n FROM version_numbers v WHERE v.id = h.id ORDER BY v.version DESC LIMIT 1))
		WHERE r.retired IS NULL AND h.home IN (SELECT value FROM json_each(?))`, hashes(units))
	return list, err
}

func (t *tx) decisions(ctx context.Context, query string, args ...any) ([]schema.Decision, error) {
	var list []schema.Decision
	err := t.each(ctx, func(rows *sql.Rows) error {
		var text string
		if err := rows.Scan(&text); err != nil {
			return err
		}
		var d schema.Decision
		if err := json.Unmarshal([]byte(text), &d); err != nil {
			return err
		}
		list = append(list, d)
		return nil
	}, query, args...)
	return list, err
}

// Decisions is part of timeline.Source.
func (t *tx) Decisions(ctx context.Context, claims []schema.ClaimID) ([]schema.Decision, error) {
	return t.decisions(ctx, `SELECT body FROM decisions WHERE everywhere = 1
		OR n IN (SELECT decision FROM rulings WHERE claim IN (SELECT value FROM json_each(?))) ORDER BY n`, jsonList(claims))
}

// Merges is part of record.Tx.
func (t *tx) Merges(ctx context.Context) ([]schema.Decision, error) {
	return t.decisions(ctx, `SELECT body FROM decisions WHERE everywhere = 1 ORDER BY n`)
}

// StoredDecision is part of record.Tx.
func (t *tx) StoredDecision(ctx context.Context, id schema.DecisionID) (*schema.Decision, error) {
	list, err := t.decisions(ctx, `SELECT body FROM decisions WHERE id = ?`, string(id))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// pairs collects what a query tells of actors: a name and, for it, a value.
func (t *tx) pairs(ctx context.Context, query string, ids []schema.ActorID) (map[schema.ActorID][]schema.ActorID, error) {
	out := map[schema.ActorID][]schema.ActorID{}
	err := t.each(ctx, func(rows *sql.Rows) error {
		var of, value string
		if err := rows.Scan(&of, &value); err != nil {
			return err
		}
		if list := out[schema.ActorID(of)]; of != value && !slices.Contains(list, schema.ActorID(value)) {
			out[schema.ActorID(of)] = append(list, schema.ActorID(value))
		}
		return nil
	}, query, jsonList(ids))
	return out, err
}

// Containers is part of timeline.Source.
func (t *tx) Containers(ctx context.Context, places []schema.ActorID) (map[schema.ActorID][]schema.ActorID, error) {
	return t.pairs(ctx, `WITH RECURSIVE around (of, id, depth) AS (
			SELECT p.value, a.place, 1 FROM json_each(?) p JOIN actors a ON a.id = p.value WHERE a.place <> ''
			UNION ALL
			SELECT r.of, a.place, r.depth + 1 FROM around r JOIN actors a ON a.id = r.id WHERE a.place <> '' AND r.depth < 32
		) SELECT of, id FROM around ORDER BY of, depth`, places)
}

// Contents is part of timeline.Source.
func (t *tx) Contents(ctx context.Context, places []schema.ActorID) (map[schema.ActorID][]schema.ActorID, error) {
	return t.pairs(ctx, `WITH RECURSIVE inside (of, id) AS (
			SELECT p.value, a.id FROM json_each(?) p JOIN actors a ON a.place = p.value WHERE a.place <> ''
			UNION
			SELECT r.of, a.id FROM inside r JOIN actors a ON a.place = r.id WHERE a.place <> ''
		) SELECT of, id FROM inside`, places)
}

// LastVersions is part of timeline.Historian.
func (t *tx) LastVersions(ctx context.Context, ids []schema.RelationID) (map[schema.RelationID]int, error) {
	out := map[schema.RelationID]int{}
	byHash := make(map[int64]schema.RelationID, len(ids))
	for _, id := range ids {
		byHash[hash(id)] = id
	}
	err := t.each(ctx, func(rows *sql.Rows) error {
		var h int64
		var n int
		if err := rows.Scan(&h, &n); err != nil {
			return err
		}
		out[byHash[h]] = n
		return nil
	}, `SELECT id, max(version) FROM all_version_numbers WHERE id IN (SELECT value FROM json_each(?)) GROUP BY id`, hashes(ids))
	return out, err
}

// StoredArticles is part of record.Tx.
func (t *tx) StoredArticles(ctx context.Context, ids []schema.ArticleID) (map[schema.ArticleID]bool, error) {
	out := map[schema.ArticleID]bool{}
	err := t.each(ctx, func(rows *sql.Rows) error {
		var id string
		if err := rows.Scan(&id); err != nil {
			return err
		}
		out[schema.ArticleID(id)] = true
		return nil
	}, `SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?))`, jsonList(ids))
	return out, err
}

// StoredActors is part of record.Tx.
func (t *tx) StoredActors(ctx context.Context, ids []schema.ActorID) (map[schema.ActorID]schema.Actor, error) {
	out := map[schema.ActorID]schema.Actor{}
	var body sql.RawBytes
	err := t.each(ctx, func(rows *sql.Rows) error {
		if err := rows.Scan(&body); err != nil {
			return err
		}
		var a schema.Actor
		if err := t.dec.actor(body, &a); err != nil {
			return err
		}
		out[a.ID] = a
		return nil
	}, `SELECT body FROM actors WHERE id IN (SELECT value FROM json_each(?))`, jsonList(ids))
	return out, err
}

// StoredClaims is part of record.Tx.
func (t *tx) StoredClaims(ctx context.Context, ids []schema.ClaimID) (map[schema.ClaimID]schema.Claim, error) {
	list, err := t.claims(ctx, `SELECT n, body FROM claims WHERE n IN (SELECT n FROM all_claim_numbers WHERE id IN (SELECT value FROM json_each(?)))`, hashes(ids))
	out := make(map[schema.ClaimID]schema.Claim, len(list))
	for _, c := range list {
		out[c.ID] = c
	}
	return out, err
}

// StoredMentions is part of record.Tx.
func (t *tx) StoredMentions(ctx context.Context, actor schema.ActorID, ids []schema.MentionID) (map[schema.MentionID]schema.Mention, error) {
	out := map[schema.MentionID]schema.Mention{}
	err := t.each(ctx, func(rows *sql.Rows) error {
		var article string
		var body []byte
		if err := rows.Scan(&article, &body); err != nil {
			return err
		}
		list, err := t.dec.mentions(body, schema.ArticleID(article))
		for _, m := range list {
			if m.Actor == actor && slices.Contains(ids, m.ID) {
				out[m.ID] = *m
			}
		}
		return err
	}, `SELECT a.id, m.body FROM mentions m JOIN articles a USING (n) WHERE instr(m.actors, ?) > 0`, hashBytes(nil, actor))
	return out, err
}

// Assertions is part of record.Tx.
func (t *tx) Assertions(ctx context.Context, relations []schema.RelationID) (map[schema.RelationID][]schema.Claim, error) {
	list, err := t.claims(ctx, `SELECT n, body FROM claims WHERE relation IN (SELECT value FROM json_each(?)) AND relation IS NOT NULL ORDER BY n`, hashes(relations))
	out := map[schema.RelationID][]schema.Claim{}
	for _, c := range list {
		out[c.Relation] = append(out[c.Relation], c)
	}
	return out, err
}

// ClaimsNaming is part of record.Tx. Merges are rare, so it looks through all
// claims rather than keep an index of them.
func (t *tx) ClaimsNaming(ctx context.Context, actors []schema.ActorID) ([]schema.Claim, error) {
	named := map[schema.ActorID]bool{}
	for _, id := range actors {
		named[id] = true
	}
	var out []schema.Claim
	var body sql.RawBytes
	var n int64
	err := t.each(ctx, func(rows *sql.Rows) error {
		if err := rows.Scan(&n, &body); err != nil {
			return err
		}
		var c schema.Claim
		if err := t.dec.claim(body, &c); err != nil {
			return err
		}
		if c.Sequence = n; named[c.Source] || named[c.Target] || slices.ContainsFunc(c.Roles, func(r schema.Role) bool { return named[r.Actor] }) {
			out = append(out, c)
		}
		return nil
	}, `SELECT n, body FROM claims`)
	return out, err
}

// ClaimsOf is part of record.Tx.
func (t *tx) ClaimsOf(ctx context.Context, article schema.ArticleID) ([]schema.Claim, error) {
	return t.claims(ctx, `SELECT n, body FROM claims WHERE article = (SELECT n FROM articles WHERE id = ?) AND article IS NOT NULL`, string(article))
}

// Filings is part of record.Tx.
func (t *tx) Filings(ctx context.Context, claims []schema.ClaimID) ([]timeline.Unit, error) {
	var units []timeline.Unit
	err := t.each(ctx, func(rows *sql.Rows) error {
		var list string
		if err := rows.Scan(&list); err != nil {
			return err
		}
		units = append(units, splitUnits(list)...)
		return nil
	}, `SELECT units FROM claims WHERE n IN (SELECT n FROM all_claim_numbers WHERE id IN (SELECT value FROM json_each(?)))`, hashes(claims))
	slices.Sort(units)
	return slices.Compact(units), err
}

// A claim's units stand in its row, a line each, so that they need no index.
func splitUnits(list string) []timeline.Unit {
	var units []timeline.Unit
	for line := range strings.Lines(list) {
		units = append(units, timeline.Unit(strings.TrimSuffix(line, "\n")))
	}
	return units
}

func joinUnits(units []timeline.Unit) string {
	var b strings.Builder
	for _, u := range units {
		b.WriteString(string(u))
		b.WriteByte('\n')
	}
	return b.String()
}
