package embedded

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"rawabit/schema"
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
	for i := range articles {
		a := &articles[i]
		n++
		if err := heads.add(ctx, n, string(a.ID), int64(a.Published.Earliest()), at.UnixMicro(), headBody(a)); err != nil {
			return err
		}
		if err := texts.add(ctx, n, a.Text); err != nil {
			return err
		}
		if err := t.exec(ctx, `INSERT INTO words (rowid, text) VALUES (?, ?)`, n, schema.FoldName(a.Title+"\n"+a.Text)); err != nil {
			return err
		}
	}
	if err := heads.flush(ctx); err != nil {
		return err
	}
	return texts.flush(ctx)
}

// PutActors is part of record.Tx.
func (t *tx) PutActors(ctx context.Context, actors []schema.Actor) error {
	in := t.inserter(`INSERT OR REPLACE INTO actors (id, place, changed, body) VALUES`, 4)
	for i := range actors {
		a := &actors[i]
		if err := in.add(ctx, string(a.ID), string(a.Within), t.at.UnixMicro(), actorBody(a)); err != nil {
			return err
		}
	}
	return in.flush(ctx)
}

// PutMentions is part of record.Tx. It expects the mentions of an article all at
// once.
func (t *tx) PutMentions(ctx context.Context, mentions []schema.Mention) error {
	in := t.inserter(`INSERT INTO mentioned (actor, day, article) VALUES`, 3)
	for len(mentions) > 0 {
		article := mentions[0].Article
		end := slices.IndexFunc(mentions, func(m schema.Mention) bool { return m.Article != article })
		if end < 0 {
			end = len(mentions)
		}
		list := slices.Clone(mentions[:end])
		mentions = mentions[end:]
		slices.SortFunc(list, record.InText)
		var n, day int64
		if _, err := t.one(ctx, []any{&n, &day}, `SELECT n, day FROM articles WHERE id = ?`, string(article)); err != nil {
			return err
		}
		if err := t.exec(ctx, `INSERT INTO mentions (n, body) VALUES (?, ?)`, n, mentionsBody(list)); err != nil {
			return err
		}
		seen := map[schema.ActorID]bool{}
		for i := range list {
			if id := list[i].Actor; !seen[id] {
				seen[id] = true
				if err := in.add(ctx, string(id), day, string(article)); err != nil {
					return err
				}
			}
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
	filings := t.inserter(`INSERT INTO filings (unit, claim) VALUES`, 2)
	for _, f := range claims {
		n++
		c := f.Claim
		c.Sequence = n
		if err := in.add(ctx, n, string(c.ID), string(c.Article), string(c.Relation), c.Evidence.Start, joinUnits(f.Units), claimBody(c)); err != nil {
			return err
		}
		for _, u := range f.Units {
			if err := filings.add(ctx, string(u), n); err != nil {
				return err
			}
		}
	}
	if err := in.flush(ctx); err != nil {
		return err
	}
	return filings.flush(ctx)
}

// File is part of record.Tx.
func (t *tx) File(ctx context.Context, claims []record.Filed) error {
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
				if err := t.exec(ctx, `INSERT INTO filings (unit, claim) VALUES (?, ?)`, string(u), f.Claim.Sequence); err != nil {
					return err
				}
			}
		}
		if len(units) == have {
			continue
		}
		if err := t.exec(ctx, `UPDATE claims SET units = ? WHERE n = ?`, joinUnits(units), f.Claim.Sequence); err != nil {
			return err
		}
	}
	return nil
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
	former := map[schema.RelationID][]schema.ClaimID{}
	for i := range delta.Retired {
		r := &delta.Retired[i]
		if err := t.exec(ctx, `UPDATE relations SET retired = ? WHERE id = ? AND version = ?`, r.RetractedAt.UnixMicro(), string(r.ID), r.Version); err != nil {
			return err
		}
		former[r.ID] = r.Claims
	}
	if err := t.putVersions(ctx, delta.Relations); err != nil {
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

func (t *tx) putVersions(ctx context.Context, relations []schema.Relation) error {
	in := t.inserter(`INSERT INTO relations (id, version, home, retired, body) VALUES`, 5)
	for i := range relations {
		r := &relations[i]
		var retired any
		if !r.RetractedAt.IsZero() {
			retired = r.RetractedAt.UnixMicro()
		}
		if err := in.add(ctx, string(r.ID), r.Version, string(timeline.Home(r.Type, r.Source, r.Target)), retired, relationBody(r)); err != nil {
			return err
		}
	}
	return in.flush(ctx)
}

// ground keeps which current relations a claim stands for. Relations that no
// article tells are left out.
func (t *tx) ground(ctx context.Context, former map[schema.RelationID][]schema.ClaimID, relations []schema.Relation) error {
	in := t.inserter(`INSERT OR IGNORE INTO grounds (claim, relation) VALUES`, 2)
	for i := range relations {
		r := &relations[i]
		was := former[r.ID]
		delete(former, r.ID)
		for _, id := range was {
			if !slices.Contains(r.Claims, id) {
				if err := t.exec(ctx, `DELETE FROM grounds WHERE claim = ? AND relation = ?`, string(id), string(r.ID)); err != nil {
					return err
				}
			}
		}
		if r.Article == "" && r.AttestedFrom.IsZero() {
			continue
		}
		for _, id := range r.Claims {
			if !slices.Contains(was, id) {
				if err := in.add(ctx, string(id), string(r.ID)); err != nil {
					return err
				}
			}
		}
	}
	for relation, claims := range former {
		for _, id := range claims {
			if err := t.exec(ctx, `DELETE FROM grounds WHERE claim = ? AND relation = ?`, string(id), string(relation)); err != nil {
				return err
			}
		}
	}
	return in.flush(ctx)
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
		if err := in.add(ctx, c.Cursor, string(c.Kind), string(c.Relation), string(r.Type), string(r.Source), string(r.Target),
			string(r.Modality), day, c.RecordedAt.UnixMicro(), changeBody(c)); err != nil {
			return err
		}
	}
	return in.flush(ctx)
}
