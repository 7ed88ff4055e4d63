package embedded

import (
	"context"
	"database/sql"
	"encoding/json"
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

	mentioned mentioned
	changed   changed
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
		}, `SELECT n, body FROM claims WHERE n IN (SELECT n FROM all_claim_numbers WHERE id IN (SELECT value FROM json_each(?)))`, hashes(missing))
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
	if actor != "" {
		list, total, err := l.mentioned.list(ctx, l.querier, actor, at, &q)
		if err != nil {
			return nil, 0, failure(ctx, err)
		}
		articles, err := l.numbered(ctx, list, q.Text)
		return articles, total, err
	}
	if len(q.Words) > 0 {
		add(`a.n IN (SELECT rowid FROM words WHERE words MATCH ?)`, `"`+strings.Join(q.Words, `" "`)+`"`)
	}
	if q.Published != nil {
		add(`a.day >= ? AND a.day < ?`, int64(q.Published.From), int64(q.Published.Before))
	}
	total := 0
	if q.Total {
		if _, err := l.one(ctx, []any{&total}, `SELECT count(*) FROM `+from+` WHERE `+strings.Join(where, ` AND `), args...); err != nil {
			return nil, 0, failure(ctx, err)
		}
	}
	if q.After != nil {
		add(`(a.day < ? OR a.day = ? AND a.id > ?)`, -q.After.Rank, -q.After.Rank, q.After.ID)
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
	}, `SELECT `+columns+` FROM `+from+` WHERE `+strings.Join(where, ` AND `)+` ORDER BY a.day DESC, a.id LIMIT ?`, append(args, q.Limit)...)
	return list, total, failure(ctx, err)
}

// numbered returns articles by their numbers, in their order.
func (l *library) numbered(ctx context.Context, numbers []int64, text bool) ([]*schema.Article, error) {
	query := `SELECT a.n, a.head, '' FROM json_each(?) j JOIN articles a ON a.n = j.value`
	if text {
		query = `SELECT a.n, a.head, t.text FROM json_each(?) j JOIN articles a ON a.n = j.value JOIN texts t USING (n)`
	}
	byNumber := make(map[int64]*schema.Article, len(numbers))
	list, _ := json.Marshal(numbers) // numbers always have a JSON form
	err := l.each(ctx, func(rows *sql.Rows) error {
		var n int64
		var head sql.RawBytes
		a := &schema.Article{}
		if err := rows.Scan(&n, &head, &a.Text); err != nil {
			return err
		}
		byNumber[n] = a
		var d dec
		return d.head(head, a)
	}, query, string(list))
	out := make([]*schema.Article, 0, len(numbers))
	for _, n := range numbers {
		if a := byNumber[n]; a != nil {
			out = append(out, a)
		}
	}
	return out, failure(ctx, err)
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
	}, `SELECT relation, start FROM grounds WHERE article = (SELECT n FROM articles WHERE id = ?)`, string(article))
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
	cursors, err := l.changed.cursorsOf(ctx, l.querier, relation)
	if err != nil {
		return nil, failure(ctx, err)
	}
	numbers, _ := json.Marshal(cursors) // numbers always have a JSON form
	list, err := l.changes(ctx, `SELECT c.cursor, c.body FROM json_each(?) j JOIN changes c ON c.cursor = j.value WHERE c.recorded <= ? ORDER BY c.cursor`, string(numbers), at)
	return slices.DeleteFunc(list, func(c *schema.Change) bool { return c.Relation != relation }), err
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
	where, args := []string{`c.recorded <= ?`}, []any{at}
	add := func(condition string, values ...any) {
		where = append(where, condition)
		args = append(args, values...)
	}
	if len(f.Kinds) > 0 {
		add(`c.kind IN (SELECT value FROM json_each(?))`, jsonList(f.Kinds))
	}
	if len(f.Types) > 0 {
		add(`c.type IN (SELECT value FROM json_each(?))`, jsonList(f.Types))
	}
	if len(f.Modality) > 0 {
		add(`c.modality IN (SELECT value FROM json_each(?))`, jsonList(f.Modality))
	}
	if !f.Since.IsZero() {
		add(`c.recorded >= ?`, f.Since.UnixMicro())
	}
	if f.ValidIn != nil {
		add(`c.day >= ? AND c.day < ?`, int64(f.ValidIn.From), int64(f.ValidIn.Before))
	}
	if f.Actors != nil {
		cursors, err := l.changed.cursors(ctx, l.querier, f.Actors)
		if err != nil {
			return nil, 0, failure(ctx, err)
		}
		return l.changesAt(ctx, cursors, where, args, after, limit, total)
	}
	count := 0
	if total {
		if _, err := l.one(ctx, []any{&count}, `SELECT count(*) FROM changes c WHERE `+strings.Join(where, ` AND `), args...); err != nil {
			return nil, 0, failure(ctx, err)
		}
	}
	add(`c.cursor > ?`, after)
	list, err := l.changes(ctx, `SELECT c.cursor, c.body FROM changes c WHERE `+strings.Join(where, ` AND `)+` ORDER BY c.cursor LIMIT ?`, append(args, limit)...)
	return list, count, err
}

// changesAt returns the changes with some of the cursors that pass, a few hundred
// cursors at a time.
func (l *library) changesAt(ctx context.Context, cursors []int64, where []string, args []any, after int64, limit int, total bool) ([]*schema.Change, int, error) {
	begin, _ := slices.BinarySearch(cursors, after+1)
	if !total {
		cursors, begin = cursors[begin:], 0
	}
	query := ` FROM json_each(?) j JOIN changes c ON c.cursor = j.value WHERE ` + strings.Join(where, ` AND `)
	var list []*schema.Change
	for rest := cursors[begin:]; len(rest) > 0 && len(list) < limit; {
		some := rest[:min(len(rest), max(256, 2*limit))]
		rest = rest[len(some):]
		text, _ := json.Marshal(some) // numbers always have a JSON form
		more, err := l.changes(ctx, `SELECT c.cursor, c.body`+query+` ORDER BY c.cursor LIMIT ?`, append(append([]any{string(text)}, args...), limit-len(list))...)
		if err != nil {
			return nil, 0, err
		}
		list = append(list, more...)
	}
	count := 0
	if total {
		text, _ := json.Marshal(cursors)
		if _, err := l.one(ctx, []any{&count}, `SELECT count(*)`+query, append([]any{string(text)}, args...)...); err != nil {
			return nil, 0, failure(ctx, err)
		}
	}
	return list, count, nil
}
