package store

import (
	"math"
	"slices"
	"strings"

	"rawabit/schema"
)

// Rank returns what the order compares first, as a number that ascends along
// the list; ids break ties. Undated relations come last in both date orders.
func (o RelationOrder) Rank(r *schema.Relation) int64 {
	switch o {
	case DateAsc:
		if r.ValidFrom.IsZero() {
			return int64(schema.MaxDay) + 1
		}
		return int64(r.FromDay())
	case RecordedDesc:
		return -r.RecordedAt.UnixMicro()
	case ConfidenceDesc:
		return -int64(math.Float64bits(max(r.Confidence, 0)))
	}
	return -int64(r.FromDay())
}

// Cursor returns the place of a relation in the order.
func (o RelationOrder) Cursor(r *schema.Relation) Cursor {
	return Cursor{List: o.List(), Rank: o.Rank(r), ID: string(r.ID)}
}

// Before reports whether c comes before d in their list.
func (c Cursor) Before(d Cursor) bool {
	if c.Rank != d.Rank {
		return c.Rank < d.Rank
	}
	if c.Name != d.Name {
		return c.Name < d.Name
	}
	return c.ID < d.ID
}

// CheckPage reports a page that cannot be served (INVALID_INPUT).
func CheckPage(p Page) error {
	if p.First < 0 {
		return schema.Errorf(schema.CodeInvalid, "\"first\" must not be negative, it is %d", p.First)
	}
	return nil
}

// ArticleCursor returns the place of an article in lists of articles.
func ArticleCursor(a *schema.Article) Cursor {
	return Cursor{List: ListArticles, Rank: -int64(a.Published.Earliest()), ID: string(a.ID)}
}

// SearchWords returns the words of a search in the form in which words are
// compared: folded, without the article, each once.
func SearchWords(search string) []string {
	words := strings.Fields(schema.FoldName(search))
	slices.Sort(words)
	return slices.Compact(words)
}

// ChangeCursor returns the place of a change in the lists of changes.
func ChangeCursor(c *schema.Change) Cursor { return Cursor{List: ListChanges, Rank: c.Cursor} }
