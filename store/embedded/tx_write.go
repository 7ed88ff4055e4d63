package embedded

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"time"

	"rawabit/schema"
	"rawabit/store/adjacency"
	"rawabit/store/record"
	"rawabit/timeline"
)

// PutArticles is part of record.Tx.
func (t *tx) PutArticles(ctx context.Context, articles []schema.Article, at time.Time) error {
	var n int64
	if _, err := t.one(ctx, []any{&n}, `SELECT coalesce(max(n), 0) FROM articles`); err != nil {
		return err
	}
	heads := t.inserter(`INSERT INTO articles (n, id, day, recorded, head) VALUES`, 5)
	texts := t.inserter(`INSERT INTO texts (n, text) VALUES`, 2)
	words := t.inserter(`INSERT INTO words (rowid, text) VALUES`, 2)
	for i := range articles {
		a := &articles[i]
		n++
		t.articles[a.ID] = n
		if err := heads.add(ctx, n, string(a.ID), int64(a.Published.Earliest()), at.UnixMicro(), headBody(a)); err != nil {
			return err
		}
		if err := texts.add(ctx, n, a.Text); err != nil {
			return err
		}
		if err := words.add(ctx, n, schema.FoldName(a.Title+"\n"+a.Text)); err != nil {
			return err
		}
	}
	return errors.Join(heads.flush(ctx), texts.flush(ctx), words.flush(ctx))
}

// article returns the number of an article, of this transaction or stored before.
func (t *tx) article(ctx context.Context, id schema.ArticleID) (n int64, err error) {
	if n, ok := t.articles[id]; ok {
		return n, nil
	}
	_, err = t.one(ctx, []any{&n}, `SELECT n FROM articles WHERE id = ?`, string(id))
	t.articles[id] = n
	return n, err
}

// PutActors is part of record.Tx.
func (t *tx) PutActors(ctx context.Context, actors []schema.Actor) error {
	for i := range actors {
		a := &actors[i]
		err := t.exec(ctx, `INSERT INTO actors (id, place, changed, body) VALUES (?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET place = excluded.place, changed = excluded.changed, body = excluded.body`,
			string(a.ID), string(a.Within), t.at.UnixMicro(), actorBody(a))
		if err != nil {
			return err
		}
	}
	return nil
}

// PutMentions is part of record.Tx.
func (t *tx) PutMentions(ctx context.Context, mentions []schema.Mention) error {
	in := t.inserter(`INSERT INTO mentions (n, actors, body) VALUES`, 3)
	for len(mentions) > 0 {
		article := mentions[0].Article
		end := slices.IndexFunc(mentions, func(m schema.Mention) bool { return m.Article != article })
		if end < 0 {
			end = len(mentions)
		}
		list := slices.Clone(mentions[:end])
		mentions = mentions[end:]
		slices.SortFunc(list, record.InText)
		n, err := t.article(ctx, article)
		if err != nil {
			return err
		}
		var actors []byte
		seen := map[schema.ActorID]bool{}
		for i := range list {
			if id := list[i].Actor; !seen[id] {
				seen[id] = true
				actors = hashBytes(actors, id)
			}
		}
		if err := in.add(ctx, n, actors, mentionsBody(list)); err != nil {
			return err
		}
	}
	return in.flush(ctx)
}

// PutClaims is part of record.Tx.
func (t *tx) PutClaims(ctx context.Context, claims []record.Filed) error {
	var n int64
	if _, err := t.one(ctx, []any{&n}, `SELECT coalesce(max(n), 0) FROM claims`); err != nil {
		return err
	}
	in := t.inserter(`INSERT INTO claims (n, id, article, relation, start, units, body) VALUES`, 7)
	numbers := t.inserter(`INSERT INTO new_claim_numbers (id, n) VALUES`, 2)
	filings := filings{}
	for _, f := range claims {
		n++
		c := f.Claim
		c.Sequence = n
		var article, relation any
		if c.Article != "" {
			number, err := t.article(ctx, c.Article)
			if err != nil {
				return err
			}
			article = number
			t.fresh[c.ID] = ground{number, int64(c.Evidence.Start)}
		}
		if c.Relation != "" {
			relation = hash(c.Relation)
		}
		if err := in.add(ctx, n, hash(c.ID), article, relation, c.Evidence.Start, joinUnits(f.Units), claimBody(c)); err != nil {
			return err
		}
		if err := numbers.add(ctx, hash(c.ID), n); err != nil {
			return err
		}
		for _, u := range f.Units {
			filings.add(u, n)
		}
	}
	t.hashed += int64(len(claims))
	return errors.Join(in.flush(ctx), numbers.flush(ctx), t.putFilings(ctx, filings))
}

// filings are numbers of claims by the hashes of the units that they come under.
type filings map[int64]*filing

// filing is what one transaction files under a unit: a row of its own, so that a
// unit costs what comes and not what is there.
type filing struct {
	first  int64
	claims []byte
}

func (f filings) add(u timeline.Unit, claim int64) {
	one := f[hash(u)]
	if one == nil {
		one = &filing{first: claim}
		f[hash(u)] = one
	}
	one.claims = appendNumber(one.claims, claim)
}

func (t *tx) putFilings(ctx context.Context, f filings) error {
	in := t.inserter(`INSERT INTO new_filings (unit, first, claims) VALUES`, 3)
	t.hashed += int64(len(f))
	for _, unit := range slices.Sorted(maps.Keys(f)) {
		if err := in.add(ctx, unit, f[unit].first, string(f[unit].claims)); err != nil {
			return err
		}
	}
	return in.flush(ctx)
}

// File is part of record.Tx.
func (t *tx) File(ctx context.Context, claims []record.Filed) error {
	filings := filings{}
	for _, f := range claims {
		var list string
		if _, err := t.one(ctx, []any{&list}, `SELECT units FROM claims WHERE n = ?`, f.Claim.Sequence); err != nil {
			return err
		}
		units := splitUnits(list)
		have := len(units)
		for _, u := range f.Units {
			if !slices.Contains(units, u) {
				units = append(units, u)
				filings.add(u, f.Claim.Sequence)
			}
		}
		if len(units) == have {
			continue
		}
		if err := t.exec(ctx, `UPDATE claims SET units = ? WHERE n = ?`, joinUnits(units), f.Claim.Sequence); err != nil {
			return err
		}
	}
	return t.putFilings(ctx, filings)
}

// NextDecision is part of record.Tx.
func (t *tx) NextDecision(ctx context.Context) (n int64, err error) {
	_, err = t.one(ctx, []any{&n}, `SELECT coalesce(max(n), 0) + 1 FROM decisions`)
	return n, err
}

// PutDecision is part of record.Tx.
func (t *tx) PutDecision(ctx context.Context, d schema.Decision) error {
	body, err := json.Marshal(d)
	if err != nil {
		return err
	}
	everywhere := 0
	if record.BindsActors(&d) {
		everywhere = 1
	}
	if err := t.exec(ctx, `INSERT INTO decisions (n, id, everywhere, body) VALUES (?, ?, ?, ?)`, d.Sequence, string(d.ID), everywhere, string(body)); err != nil {
		return err
	}
	for _, id := range d.Claims {
		if err := t.exec(ctx, `INSERT OR IGNORE INTO rulings (claim, decision) VALUES (?, ?)`, string(id), d.Sequence); err != nil {
			return err
		}
	}
	return nil
}

// Apply is part of record.Tx.
func (t *tx) Apply(ctx context.Context, delta *timeline.Delta) error {
	next := make(map[schema.RelationID]*schema.Relation, len(delta.Relations))
	for i := range delta.Relations {
		next[delta.Relations[i].ID] = &delta.Relations[i]
	}
	former := make(map[schema.RelationID][]schema.ClaimID, len(delta.Retired))
	settled := make(map[schema.RelationID]timeline.Unit, len(delta.Retired))
	for i := range delta.Retired {
		r := &delta.Retired[i]
		former[r.ID] = r.Claims
		settled[r.ID] = timeline.Home(r.Type, r.Source, r.Target)
	}
	if err := t.retire(ctx, delta.Retired, next); err != nil {
		return err
	}
	versions := make([]record.Version, len(delta.Relations))
	for i := range delta.Relations {
		versions[i].Relation = delta.Relations[i]
	}
	if err := t.putVersions(ctx, versions, settled); err != nil {
		return err
	}
	if err := t.ground(ctx, former, delta.Relations); err != nil {
		return err
	}
	var cursor int64
	if _, err := t.one(ctx, []any{&cursor}, `SELECT coalesce(max(cursor), 0) FROM changes`); err != nil {
		return err
	}
	for i := range delta.Changes {
		cursor++
		delta.Changes[i].Cursor = cursor
	}
	return t.putChanges(ctx, delta.Changes)
}

// keptWhole is the number of claims up to which a past version is left as it was
// written. Of longer lists only what tells them from the next version's is kept,
// which takes writing the row again.
const keptWhole = 32

// retire makes versions past ones. The claims of one are told by those of the next
// version, if there is one and that saves enough. That a version follows is as good
// as a time of retirement in the row, so that the row need not be touched.
func (t *tx) retire(ctx context.Context, retired []schema.Relation, next map[schema.RelationID]*schema.Relation) error {
	numbers, err := t.numbersOf(ctx, retired)
	if err != nil {
		return err
	}
	in := t.inserter(`INSERT INTO retirements (at, n) VALUES`, 2)
	for i := range retired {
		r := &retired[i]
		n, at := numbers[version{r.ID, r.Version}], r.RetractedAt.UnixMicro()
		if n == 0 {
			continue
		}
		if err := in.add(ctx, at, n); err != nil {
			return err
		}
		following, before := next[r.ID], ""
		switch {
		case following == nil:
			err = t.exec(ctx, `UPDATE relations SET retired = ? WHERE n = ?`, at, n)
		case len(r.Claims) > keptWhole:
			if before = adjacency.ClaimsBefore(r, following.Claims); before != "" {
				err = t.exec(ctx, `UPDATE relations SET body = ? WHERE n = ?`, relationBody(r, before), n)
			}
		}
		if err != nil {
			return err
		}
	}
	return in.flush(ctx)
}

// numbersOf returns the numbers of the rows of stored versions.
func (t *tx) numbersOf(ctx context.Context, list []schema.Relation) (map[version]int64, error) {
	out := make(map[version]int64, len(list))
	if len(list) == 0 {
		return out, nil
	}
	pairs := make([][2]int64, len(list))
	for i := range list {
		pairs[i] = [2]int64{hash(list[i].ID), int64(list[i].Version)}
	}
	argument, _ := json.Marshal(pairs) // numbers always have a JSON form
	err := t.each(ctx, func(rows *sql.Rows) error {
		var i int
		var n sql.NullInt64
		err := rows.Scan(&i, &n)
		out[version{list[i].ID, list[i].Version}] = n.Int64
		return err
	}, `SELECT p.key, coalesce(
			(SELECT n FROM new_version_numbers WHERE id = p.value ->> 0 AND version = p.value ->> 1),
			(SELECT n FROM version_numbers WHERE id = p.value ->> 0 AND version = p.value ->> 1)) FROM json_each(?) p`, string(argument))
	return out, err
}

// putVersions adds versions. settled tells where relations are known to be at home
// already.
func (t *tx) putVersions(ctx context.Context, versions []record.Version, settled map[schema.RelationID]timeline.Unit) error {
	var n int64
	if _, err := t.one(ctx, []any{&n}, `SELECT coalesce(max(n), 0) FROM relations`); err != nil {
		return err
	}
	in := t.inserter(`INSERT INTO relations (n, id, version, home, retired, body) VALUES`, 6)
	numbers := t.inserter(`INSERT INTO new_version_numbers (id, version, n) VALUES`, 3)
	homes := t.inserter(`INSERT OR IGNORE INTO new_homes (home, id) VALUES`, 2)
	gone := t.inserter(`INSERT INTO retirements (at, n) VALUES`, 2)
	for i := range versions {
		n++
		r := &versions[i].Relation
		var retired any
		if !r.RetractedAt.IsZero() {
			retired = r.RetractedAt.UnixMicro()
			if err := gone.add(ctx, retired, n); err != nil {
				return err
			}
		}
		home := timeline.Home(r.Type, r.Source, r.Target)
		if err := in.add(ctx, n, hash(r.ID), r.Version, hash(home), retired, relationBody(r, versions[i].Before)); err != nil {
			return err
		}
		if err := numbers.add(ctx, hash(r.ID), r.Version, n); err != nil {
			return err
		}
		if settled[r.ID] != home {
			t.hashed++
			if err := homes.add(ctx, hash(home), hash(r.ID)); err != nil {
				return err
			}
		}
	}
	t.hashed += int64(len(versions))
	return errors.Join(in.flush(ctx), numbers.flush(ctx), homes.flush(ctx), gone.flush(ctx))
}

func (t *tx) putChanges(ctx context.Context, changes []schema.Change) error {
	in := t.inserter(`INSERT INTO changes (cursor, kind, relation, type, source, target, modality, day, recorded, body) VALUES`, 10)
	for i := range changes {
		c := &changes[i]
		r := c.After
		if r == nil {
			r = c.Before
		}
		if r == nil {
			r = &schema.Relation{}
		}
		var day any
		if !c.ValidDate.IsZero() {
			day = int64(c.ValidDate.Earliest())
		}
		if err := in.add(ctx, c.Cursor, string(c.Kind), hash(c.Relation), string(r.Type), hash(r.Source), hash(r.Target),
			string(r.Modality), day, c.RecordedAt.UnixMicro(), changeBody(c)); err != nil {
			return err
		}
	}
	return in.flush(ctx)
}
