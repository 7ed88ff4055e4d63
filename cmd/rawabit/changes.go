package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

type changesCommand struct {
	storeFlags
	After    string   `placeholder:"CURSOR" help:"Only what comes after the cursor of a line that was read before; \"now\" begins with what comes next."`
	Since    string   `placeholder:"WHEN" help:"Only what was recorded from a day (2026-01-28) or a moment (2026-01-28T09:30:00Z) on; a cursor does as with --after."`
	Follow   bool     `short:"f" help:"Go on with what is recorded from now on, until stopped."`
	Kind     []string `placeholder:"KIND" help:"Only changes of these kinds (OPENED,CLOSED)."`
	Type     []string `placeholder:"TYPE" help:"Only relations of these types (CONTROLS,MET)."`
	Actor    string   `placeholder:"ACTOR" help:"Only relations of an actor, by its id or a name."`
	Parts    bool     `help:"With --actor: and of its parts, or of what lies inside."`
	Modality []string `placeholder:"MODALITY" help:"Only relations of these modalities (ACTUAL); all where it is not said."`
}

// changeLine is one line of the stream.
type changeLine struct {
	Cursor string `json:"cursor"` // to be given to --after
	*schema.Change
	Number   int64             `json:"number"` // the cursor as a number, gap-free
	Evidence []changeLineQuote `json:"evidence,omitempty"`
}

type changeLineQuote struct {
	Text      string           `json:"text"`
	Article   schema.ArticleID `json:"article"`
	Published schema.Date      `json:"published,omitzero"`
	URL       string           `json:"url,omitempty"`
}

// Run prints changes as JSON lines.
func (c *changesCommand) Run(ctx context.Context, s *streams) error {
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closeStore(ctx, st)
	filter, err := c.filter(ctx, st)
	if err != nil {
		return err
	}
	bell := st.Notify(ctx)
	after, err := c.begin(&filter)
	if err != nil {
		return err
	}
	if after == "now" {
		last, err := st.LastCursor(ctx)
		if err != nil {
			return err
		}
		after = store.Cursor{List: store.ListChanges, Rank: last}.Encode()
	}
	for {
		if after, err = printChanges(ctx, s.out, st, filter, after); err != nil || !c.Follow {
			return stopped(ctx, err)
		}
		select {
		case <-ctx.Done():
			return nil
		case _, open := <-bell:
			if !open {
				return nil
			}
		}
	}
}

// begin reads --after and --since. What begins at a moment becomes part of the
// filter.
func (c *changesCommand) begin(f *store.ChangeFilter) (after string, err error) {
	switch {
	case c.Since == "":
		return c.After, nil
	case c.After != "":
		return "", usage("say either --after or --since")
	}
	if at, err := time.Parse(time.RFC3339, c.Since); err == nil {
		f.Since = at
		return "", nil
	}
	if day, err := schema.ParseDate(c.Since); err == nil {
		f.Since = day.Earliest().Time()
		return "", nil
	}
	if _, err := store.DecodeCursor(store.ListChanges, c.Since); err == nil {
		return c.Since, nil
	}
	return "", usage("--since: %q is no day (2026-01-28), no moment (2026-01-28T09:30:00Z) and no cursor of a line that was read before", c.Since)
}

// stopped is no error where a stream that is followed was stopped.
func stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// printChanges prints what there is after a cursor and returns the last one.
func printChanges(ctx context.Context, out io.Writer, st store.Reader, filter store.ChangeFilter, after string) (string, error) {
	for {
		page, err := st.Changes(ctx, store.ChangesQuery{
			Filter: filter, Page: store.Page{First: 200, After: after},
			Select: store.ChangeSelection{Before: &store.RelationSelection{}, After: &store.RelationSelection{}, Evidence: &store.ArticleSelection{}},
		})
		if err != nil {
			return after, err
		}
		for i, n := range page.Nodes {
			line := changeLine{Cursor: page.Cursors[i], Change: n.Change, Number: n.Cursor}
			for _, e := range n.Evidence {
				q := changeLineQuote{Text: e.Claim.Evidence.Text, Article: e.Claim.Article}
				if e.Article != nil && e.Article.Article != nil {
					q.Published, q.URL = e.Article.Published, e.Article.URL
				}
				line.Evidence = append(line.Evidence, q)
			}
			data, err := json.Marshal(&line)
			if err != nil {
				return after, err
			}
			if _, err := fmt.Fprintf(out, "%s\n", data); err != nil {
				return after, err
			}
			after = page.Cursors[i]
		}
		if !page.HasNext {
			return after, nil
		}
	}
}

func (c *changesCommand) filter(ctx context.Context, st store.Reader) (store.ChangeFilter, error) {
	f := store.ChangeFilter{Parts: c.Parts}
	for _, k := range c.Kind {
		f.Kinds = append(f.Kinds, schema.ChangeKind(strings.ToUpper(k)))
	}
	for _, t := range c.Type {
		kind := schema.RelationType(strings.ToUpper(t))
		if kind.Info() == nil {
			return f, usage("--type: there is no relation type %q", t)
		}
		f.Types = append(f.Types, kind)
	}
	for _, m := range c.Modality {
		f.Modality = append(f.Modality, schema.Modality(strings.ToUpper(m)))
	}
	if c.Actor != "" {
		id, ok := findActor(ctx, st, c.Actor)
		if !ok {
			return f, schema.Errorf(schema.CodeNotFound, "no actor has the id or the name %q", c.Actor)
		}
		f.Actor = id
	}
	return f, nil
}
