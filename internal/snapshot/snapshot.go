// Package snapshot writes down what a store holds, so that tests can compare two.
package snapshot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/timeline"
)

// everything is a page that holds any list.
const everything = 1 << 30

// Graph writes down all of a graph that does not depend on the order in which
// the store learned it: the current relations with their evidence, and the
// changes of the world that they amount to. A line a relation or change, sorted.
func Graph(ctx context.Context, s store.Reader) ([]string, error) {
	page, err := s.Relations(ctx, store.RelationsQuery{Page: store.Page{First: everything, NoCursors: true}})
	if err != nil {
		return nil, err
	}
	lines := make([]string, 0, 2*len(page.Nodes))
	current := make([]schema.Relation, len(page.Nodes))
	for i, n := range page.Nodes {
		current[i] = *n.Relation
		lines = append(lines, relation(n.Relation))
	}
	for _, c := range timeline.WorldChanges(current) {
		lines = append(lines, fmt.Sprint(c.ID, " ", c.Kind, " ", c.Relation, " ", c.ValidDate))
	}
	slices.Sort(lines)
	return lines, nil
}

// relation writes a relation without its version, its former ids and the times
// of recording.
func relation(r *schema.Relation) string {
	return fmt.Sprint(r.ID, " ", r.Type, " ", r.Source, ">", r.Target, " ", r.Roles, " ", r.ValidFrom, "…", r.ValidTo, " ", r.DateBasis, " ", r.Ended,
		" ", r.AttestedFrom, "…", r.AttestedTo, " ", r.EndedBy, " ", r.Modality, " ", r.Confidence, " ", r.Sources, " ", r.Contested, " ", r.Reviewed,
		" ", r.FulfilledBy, " ", r.Office, " ", r.Claims, " ", r.Quote, " ", r.Article)
}

// Feed writes down the changes in the order of their cursors, without the times
// of recording, and reports a gap.
func Feed(ctx context.Context, s store.Feed) ([]string, error) {
	var lines []string
	for after := int64(0); ; {
		changes, err := s.ChangesAfter(ctx, after, 1000)
		if err != nil || len(changes) == 0 {
			return lines, err
		}
		for i := range changes {
			c := &changes[i]
			if c.Cursor != after+1 {
				return nil, fmt.Errorf("the cursor %d follows %d", c.Cursor, after)
			}
			after = c.Cursor
			text := fmt.Sprint(c.Cursor, " ", c.ID, " ", c.Kind, " ", c.Relation, " ", c.ValidDate, " ", c.Claims)
			for _, r := range [...]*schema.Relation{c.Before, c.After} {
				if r != nil {
					text += fmt.Sprint(" / v", r.Version, " ", relation(r))
				}
			}
			lines = append(lines, text)
		}
	}
}

// Compare reports how two snapshots differ, with the first lines that only one
// of them has.
func Compare(want, got []string) error {
	var b strings.Builder
	n := only(&b, " - ", want, got) + only(&b, " + ", got, want)
	if n == 0 && len(want) == len(got) {
		return nil
	}
	return fmt.Errorf("%d lines differ:%s", n, b.String())
}

// shown is how many lines Compare shows of either side.
const shown = 12

func only(b *strings.Builder, mark string, these, others []string) (n int) {
	have := make(map[string]int, len(others))
	for _, line := range others {
		have[line]++
	}
	for _, line := range these {
		if have[line]--; have[line] < 0 {
			if n++; n <= shown {
				b.WriteString("\n" + mark + line)
			}
		}
	}
	return n
}
