package embedded

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"slices"
	"sort"
	"sync"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/adjacency"
)

// What is asked for by actor, articles and changes, has no index in the file: to
// keep one would cost every load more than reading the short columns does when
// somebody asks. They are read the first time, and only what has come since
// every further time.

// mentioned knows the articles that mention each actor.
type mentioned struct {
	mu       sync.RWMutex
	articles []articleKey       // by number, from 1
	of       map[int64][]uint32 // numbers of articles by the hash of an actor
}

// articleKey is the place of an article in lists.
type articleKey struct {
	day      schema.Day
	recorded int64
	id       schema.ArticleID
}

func (k *articleKey) cursor() store.Cursor {
	return store.Cursor{List: store.ListArticles, Rank: -int64(k.day), ID: string(k.id)}
}

// read reads what has come since the last time.
func (m *mentioned) read(ctx context.Context, q querier) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.of == nil {
		m.of = map[int64][]uint32{}
	}
	var actors sql.RawBytes
	return q.each(ctx, func(rows *sql.Rows) error {
		var n uint32
		var k articleKey
		if err := rows.Scan(&n, &k.id, &k.day, &k.recorded, &actors); err != nil {
			return err
		}
		for len(m.articles) < int(n)-1 {
			m.articles = append(m.articles, articleKey{})
		}
		m.articles = append(m.articles, k)
		for b := actors; len(b) >= 8; b = b[8:] {
			h := int64(binary.BigEndian.Uint64(b))
			m.of[h] = append(m.of[h], n)
		}
		return nil
	}, `SELECT a.n, a.id, a.day, a.recorded, coalesce(m.actors, x'') FROM articles a LEFT JOIN mentions m USING (n) WHERE a.n > ? ORDER BY a.n`, len(m.articles))
}

// list returns the numbers of the articles of a page, and how many there are in
// all.
func (m *mentioned) list(ctx context.Context, q querier, actor schema.ActorID, at int64, want *adjacency.ArticleList) ([]int64, int, error) {
	if err := m.read(ctx, q); err != nil {
		return nil, 0, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	var numbers []uint32
	for _, n := range m.of[hash(actor)] {
		if m.articles[n-1].recorded <= at {
			numbers = append(numbers, n)
		}
	}
	slices.SortFunc(numbers, func(a, b uint32) int {
		x, y := &m.articles[a-1], &m.articles[b-1]
		return cmp.Or(cmp.Compare(y.day, x.day), cmp.Compare(x.id, y.id))
	})
	begin := 0
	if want.After != nil {
		begin = sort.Search(len(numbers), func(i int) bool { return want.After.Before(m.articles[numbers[i]-1].cursor()) })
	}
	var page []int64
	for _, n := range numbers[begin:min(len(numbers), begin+want.Limit)] {
		page = append(page, int64(n))
	}
	return page, len(numbers), nil
}

// changed knows the changes of each relation, and of the relations of each actor.
type changed struct {
	mu       sync.RWMutex
	last     int64              // the cursor that was read last
	of       map[int64][]uint32 // cursors by the hash of an actor, ascending
	relation map[int64][]uint32 // by that of a relation
}

// cursors returns the cursors of the changes of some actors, ascending, each
// once.
func (c *changed) cursors(ctx context.Context, q querier, actors map[schema.ActorID]bool) ([]int64, error) {
	if err := c.read(ctx, q); err != nil {
		return nil, err
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	var list []int64
	for id := range actors {
		for _, n := range c.of[hash(id)] {
			list = append(list, int64(n))
		}
	}
	slices.Sort(list)
	return slices.Compact(list), nil
}

// cursorsOf returns the cursors of the changes of a relation, ascending.
func (c *changed) cursorsOf(ctx context.Context, q querier, relation schema.RelationID) ([]int64, error) {
	if err := c.read(ctx, q); err != nil {
		return nil, err
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	list := []int64{}
	for _, n := range c.relation[hash(relation)] {
		list = append(list, int64(n))
	}
	return list, nil
}

// read reads what has come since the last time.
func (c *changed) read(ctx context.Context, q querier) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil {
		c.of, c.relation = map[int64][]uint32{}, map[int64][]uint32{}
	}
	return q.each(ctx, func(rows *sql.Rows) error {
		var relation, source, target int64
		if err := rows.Scan(&c.last, &relation, &source, &target); err != nil {
			return err
		}
		c.relation[relation] = append(c.relation[relation], uint32(c.last))
		c.of[source] = append(c.of[source], uint32(c.last))
		if target != source {
			c.of[target] = append(c.of[target], uint32(c.last))
		}
		return nil
	}, `SELECT cursor, relation, source, target FROM changes WHERE cursor > ? ORDER BY cursor`, c.last)
}
