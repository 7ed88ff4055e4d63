package embedded

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"rawabit/schema"
	"rawabit/store/adjacency"
)

// library reads from the file what is not kept in memory.
type library struct {
	querier
	graph  *adjacency.Graph // knows the versions that changes name
	claims *cache[schema.ClaimID, *schema.Claim]
	heads  *cache[schema.ArticleID, *schema.Article]
}

const cached = 8192

func newLibrary(s *statements) *library {
	return &library{querier: querier{statements: s}, claims: newCache[schema.ClaimID, *schema.Claim](cached), heads: newCache[schema.ArticleID, *schema.Article](cached)}
}

var _ adjacency.Library = (*library)(nil)

// Claims is part of adjacency.Library.
func (l *library) Claims(ctx context.Context, ids []schema.ClaimID) ([]*schema.Claim, error) {
	known := make(map[schema.ClaimID]*schema.Claim, len(ids))
	var missing []schema.ClaimID
	for _, id := range ids {
		if c, ok := l.claims.get(id); ok {
			known[id] = c
		} else {
			missing = append(missing, id)
		}
	}
	if len(missing) > 0 {
		var d dec
		var body sql.RawBytes
		err := l.each(ctx, func(rows *sql.Rows) error {
			c := &schema.Claim{}
			if err := rows.Scan(&c.Sequence, &body); err != nil {
				return err
			}
			if err := d.claim(body, c); err != nil {
				return err
			}
			known[c.ID] = c
			l.claims.put(c.ID, c)
			return nil
		}, `SELECT n, body FROM claims WHERE id IN (SELECT value FROM json_each(?))`, jsonList(missing))
		if err != nil {
			return nil, failure(ctx, err)
		}
	}
	out := make([]*schema.Claim, 0, len(ids))
	for _, id := range ids {
		if c := known[id]; c != nil {
			out = append(out, c)
		}
	}
	return out, nil
}

// Articles is part of adjacency.Library.
func (l *library) Articles(ctx context.Context, at int64, ids []schema.ArticleID, text bool) (map[schema.ArticleID]*schema.Article, error) {
	out := make(map[schema.ArticleID]*schema.Article, len(ids))
	var missing []schema.ArticleID
	for _, id := range ids {
		if a, ok := l.heads.get(id); ok && !text {
			out[id] = a
		} else {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return out, nil
	}
	query := `SELECT head, '' FROM articles WHERE recorded <= ? AND id IN (SELECT value FROM json_each(?))`
	if text {
		query = `SELECT a.head, t.text FROM articles a JOIN texts t USING (n) WHERE a.recorded <= ? AND a.id IN (SELECT value FROM json_each(?))`
	}
	err := l.each(ctx, func(rows *sql.Rows) error {
		a, err := readArticle(rows)
		if err != nil {
			return err
		}
		out[a.ID] = a
		if !text {
			l.heads.put(a.ID, a)
		}
		return nil
	}, query, at, jsonList(missing))
	return out, failure(ctx, err)
}

// readArticle reads a row of head and text.
func readArticle(rows *sql.Rows) (*schema.Article, error) {
	a := &schema.Article{}
	var head sql.RawBytes
	if err := rows.Scan(&head, &a.Text); err != nil {
		return nil, err
	}
	var d dec
	return a, d.head(head, a)
}

// ArticlesOf is part of adjacency.Library.
func (l *library) ArticlesOf(ctx context.Context, at int64, actor schema.ActorID, q adjacency.ArticleList) ([]*schema.Article, int, error) {
	from, where, args := `articles a`, []string{`a.recorded <= ?`}, []any{at}
	add := func(condition string, values ...any) {
		where = append(where, condition)
		args = append(args, values...)
	}
	day, id := `a.day`, `a.id`
	if actor != "" {
		// The list of the actor gives the order.
		from, day, id = `mentioned d CROSS JOIN articles a ON a.id = d.article`, `d.day`, `d.article`
		add(`d.actor = ?`, string(actor))
	}
	if len(q.Words) > 0 {
		add(`a.n IN (SELECT rowid FROM words WHERE words MATCH ?)`, `"`+strings.Join(q.Words, `" "`)+`"`)
	}
	if q.Published != nil {
		add(day+` >= ? AND `+day+` < ?`, int64(q.Published.From), int64(q.Published.Before))
	}
	total := 0
	if q.Total {
		if _, err := l.one(ctx, []any{&total}, `SELECT count(*) FROM `+from+` WHERE `+strings.Join(where, ` AND `), args...); err != nil {
			return nil, 0, failure(ctx, err)
		}
	}
	if q.After != nil {
		add(`(`+day+` < ? OR `+day+` = ? AND `+id+` > ?)`, -q.After.Rank, -q.After.Rank, q.After.ID)
	}
	columns := `a.head, ''`
	if q.Text {
		columns, from = `a.head, t.text`, from+` JOIN texts t USING (n)`
	}
	var list []*schema.Article
	err := l.each(ctx, func(rows *sql.Rows) error {
		a, err := readArticle(rows)
		list = append(list, a)
		return err
	}, `SELECT `+columns+` FROM `+from+` WHERE `+strings.Join(where, ` AND `)+` ORDER BY `+day+` DESC, `+id+` LIMIT ?`, append(args, q.Limit)...)
	return list, total, failure(ctx, err)
}

// Mentions is part of adjacency.Library.
func (l *library) Mentions(ctx context.Context, article schema.ArticleID) ([]*schema.Mention, error) {
	var list []*schema.Mention
	err := l.each(ctx, func(rows *sql.Rows) error {
		var body sql.RawBytes
		if err := rows.Scan(&body); err != nil {
			return err
		}
		var err error
		d := dec{shared: map[string]string{}}
		list, err = d.mentions(body, article)
		return err
	}, `SELECT m.body FROM articles a JOIN mentions m USING (n) WHERE a.id = ?`, string(article))
	return list, failure(ctx, err)
}

// RelationsOf is part of adjacency.Library.
func (l *library) RelationsOf(ctx context.Context, article schema.ArticleID) ([]adjacency.Span, error) {
	var spans []adjacency.Span
	err := l.each(ctx, func(rows *sql.Rows) error {
		var s adjacency.Span
		err := rows.Scan(&s.Relation, &s.Start)
		spans = append(spans, s)
		return err
	}, `SELECT g.relation, c.start FROM claims c JOIN grounds g ON g.claim = c.id WHERE c.article = ? AND c.article <> ''`, string(article))
	return spans, failure(ctx, err)
}

// Sizes is part of adjacency.Library. Claims and articles are never deleted, so
// their greatest numbers count them.
func (l *library) Sizes(ctx context.Context, _ int64) (claims, articles int, first, last schema.Date, err error) {
	if _, err = l.one(ctx, []any{&claims, &articles}, `SELECT (SELECT coalesce(max(n), 0) FROM claims), (SELECT coalesce(max(n), 0) FROM articles)`); err != nil {
		return 0, 0, first, last, failure(ctx, err)
	}
	err = l.each(ctx, func(rows *sql.Rows) error {
		a, err := readArticle(rows)
		if first.IsZero() {
			first = a.Published
		}
		last = a.Published
		return err
	}, `SELECT * FROM (SELECT head, '' FROM articles ORDER BY day, id DESC LIMIT 1) UNION ALL SELECT * FROM (SELECT head, '' FROM articles ORDER BY day DESC, id LIMIT 1)`)
	return claims, articles, first, last, failure(ctx, err)
}

// ChangesOf is part of adjacency.Library.
func (l *library) ChangesOf(ctx context.Context, at int64, relation schema.RelationID) ([]*schema.Change, error) {
	return l.changes(ctx, `SELECT cursor, body FROM changes WHERE relation = ? AND recorded <= ? ORDER BY cursor`, string(relation), at)
}

// changes reads rows of cursor and body.
func (l *library) changes(ctx context.Context, query string, args ...any) ([]*schema.Change, error) {
	var list []*schema.Change
	var d dec
	var body sql.RawBytes
	err := l.each(ctx, func(rows *sql.Rows) error {
		c := &schema.Change{}
		if err := rows.Scan(&c.Cursor, &body); err != nil {
			return err
		}
		before, after, err := d.change(body, c)
		c.Before, c.After = l.version(before), l.version(after)
		list = append(list, c)
		return err
	}, query, args...)
	return list, failure(ctx, err)
}

// version returns a version that a change names, nil for none.
func (l *library) version(v version) *schema.Relation {
	if v.n == 0 {
		return nil
	}
	return l.graph.Version(v.id, v.n)
}

// Changes is part of adjacency.Library.
func (l *library) Changes(ctx context.Context, at int64, f *adjacency.ChangeFilter, after int64, limit int, total bool) ([]*schema.Change, int, error) {
	where, args := []string{`recorded <= ?`}, []any{at}
	add := func(condition string, values ...any) {
		where = append(where, condition)
		args = append(args, values...)
	}
	if len(f.Kinds) > 0 {
		add(`kind IN (SELECT value FROM json_each(?))`, jsonList(f.Kinds))
	}
	if len(f.Types) > 0 {
		add(`type IN (SELECT value FROM json_each(?))`, jsonList(f.Types))
	}
	if len(f.Modality) > 0 {
		add(`modality IN (SELECT value FROM json_each(?))`, jsonList(f.Modality))
	}
	if !f.Since.IsZero() {
		add(`recorded >= ?`, f.Since.UnixMicro())
	}
	if f.ValidIn != nil {
		add(`day >= ? AND day < ?`, int64(f.ValidIn.From), int64(f.ValidIn.Before))
	}
	// Each branch reads its index in the order of cursors.
	branches := []string{strings.Join(where, ` AND `)}
	if f.Actors != nil {
		ids := make([]schema.ActorID, 0, len(f.Actors))
		for id := range f.Actors {
			ids = append(ids, id)
		}
		branches, args = actorBranches(branches[0], args, ids)
	}
	count := 0
	if total {
		query := `SELECT count(*) FROM (SELECT cursor FROM changes WHERE ` + strings.Join(branches, ` UNION SELECT cursor FROM changes WHERE `) + `)`
		if _, err := l.one(ctx, []any{&count}, query, args...); err != nil {
			return nil, 0, failure(ctx, err)
		}
	}
	n := len(args) / len(branches)
	var list []*schema.Change
	for i, branch := range branches {
		some, err := l.changes(ctx, `SELECT cursor, body FROM changes WHERE `+branch+` AND cursor > ? ORDER BY cursor LIMIT ?`,
			append(slices.Clone(args[i*n:(i+1)*n]), after, limit)...)
		if err != nil {
			return nil, 0, err
		}
		list = append(list, some...)
	}
	slices.SortFunc(list, func(a, b *schema.Change) int { return int(a.Cursor - b.Cursor) })
	list = slices.CompactFunc(list, func(a, b *schema.Change) bool { return a.Cursor == b.Cursor })
	return list[:min(len(list), limit)], count, nil
}

// actorBranches adds to conditions that an end is one of some actors: a branch a
// few actors and end, or one for all when they are many.
func actorBranches(where string, args []any, ids []schema.ActorID) (branches []string, all []any) {
	slices.Sort(ids)
	if len(ids) > 8 {
		list := jsonList(ids)
		return []string{where + ` AND (source IN (SELECT value FROM json_each(?)) OR target IN (SELECT value FROM json_each(?)))`},
			append(args, list, list)
	}
	for _, id := range ids {
		for _, end := range []string{`source`, `target`} {
			branches = append(branches, where+` AND `+end+` = ?`)
			all = append(append(all, args...), string(id))
		}
	}
	return branches, all
}
