package main

import (
	"context"
	"fmt"
	"strings"

	"rawabit/export"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/open"
)

type exportCommand struct {
	storeFlags
	Format string `enum:"graph,archive,csv,cypher,graphml,gexf,plover,jsonld" default:"graph" help:"graph: JSON lines that rawabit import reads, equal bytes for equal graphs; archive: all that the store holds, to be restored by rawabit import; csv: a folder for neo4j-admin database import; cypher; graphml; gexf: with intervals, for the timeline of Gephi; plover: JSON lines of coded events; jsonld: with the qualifiers of Wikidata."`
	Out    string `short:"o" placeholder:"FILE" help:"Where to write, a folder for csv; standard output where it is not said."`

	Type     []string `placeholder:"TYPE" help:"Only relations of these types (MET,VISITED)."`
	AsOf     string   `placeholder:"DATE" help:"Only what held, or had happened, on a day (2026-01-28)."`
	ValidOn  string   `placeholder:"DATE" help:"Only what held, or happened, on a day."`
	Modality []string `placeholder:"MODALITY" help:"Only relations of these modalities (ACTUAL,PLANNED,POSSIBLE,DENIED); all where it is not said."`
	Actor    string   `placeholder:"ID" help:"Only what lies around an actor."`
	Hops     int      `default:"1" help:"How far around it (default ${default})."`
	Limit    int      `default:"10000" help:"Actors around it, the nearest first (default ${default})."`
}

// Run writes the graph of a store, or a part of it.
func (c *exportCommand) Run(ctx context.Context, s *streams) error {
	selection, err := c.selection()
	if err != nil {
		return err
	}
	from, closeFrom, err := c.origin(ctx)
	if err != nil {
		return err
	}
	defer closeFrom()
	out := &outputs{standard: s.out, path: c.Out}
	if c.Format == "archive" {
		err = c.archive(ctx, s, from, out)
	} else {
		err = c.graph(ctx, s, from, selection, out)
	}
	return err
}

// origin is what is exported: a file is scanned, which needs less memory than a
// store, wherever that will do.
type origin struct {
	store.Dumper
	walk func(ctx context.Context, s export.Selection, to export.Sink, progress func(int)) (export.Tally, error)
}

func (c *exportCommand) origin(ctx context.Context) (*origin, func(), error) {
	if c.Actor == "" {
		scan, err := open.Scan(ctx, c.Store)
		if err != nil {
			return nil, nil, err
		}
		if scan != nil {
			walk := func(ctx context.Context, s export.Selection, to export.Sink, progress func(int)) (export.Tally, error) {
				return export.WalkScan(ctx, scan, s, to, progress)
			}
			return &origin{scan, walk}, func() { _ = scan.Close() }, nil
		}
	}
	st, err := c.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	walk := func(ctx context.Context, s export.Selection, to export.Sink, progress func(int)) (export.Tally, error) {
		return export.Walk(ctx, st, s, to, progress)
	}
	return &origin{st, walk}, func() { closeStore(ctx, st) }, nil
}

func (c *exportCommand) graph(ctx context.Context, s *streams, from *origin, selection export.Selection, out *outputs) error {
	sink, err := c.sink(out)
	if err != nil {
		return out.end(err)
	}
	progress := newProgress(s.err, "actors and relations")
	tally, err := from.walk(ctx, selection, sink, progress.set)
	progress.done()
	if err = out.end(err); err != nil {
		return err
	}
	if spare, ok := sink.(export.Sparer); ok {
		if n, why := spare.Spared(); n > 0 {
			complain(s.err, "%d of %d relations were left out: %s", n, tally.Relations, why)
		}
	}
	if tally.Truncated {
		complain(s.err, "there is more around %s than %d actors: what is nearest was written; --limit N asks for more", c.Actor, c.Limit)
	}
	if c.Out != "" {
		fmt.Fprintf(s.out, "%d actors, %d relations%s written to %s\n", tally.Actors, tally.Relations, untold(tally.Modalities), c.Out)
	}
	return nil
}

// untold says how many relations are not told as done, "" where all are.
func untold(of map[schema.Modality]int) string {
	var parts []string
	for _, m := range []schema.Modality{schema.Denied, schema.Planned, schema.Possible} {
		if of[m] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", of[m], strings.ToLower(string(m))))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " (of these " + strings.Join(parts, ", ") + ")"
}

// sink makes what writes the format.
func (c *exportCommand) sink(out *outputs) (export.Sink, error) {
	for _, f := range export.Formats() {
		if f.Name != c.Format {
			continue
		}
		if len(f.Files) > 0 && c.Out == "" {
			return nil, &schema.Error{Code: codeUsage, Message: fmt.Sprintf("--format %s writes several files: name a folder with -o", c.Format)}
		}
		return f.New(out.create)
	}
	return nil, &schema.Error{Code: codeUsage, Message: fmt.Sprintf("--format %q is not known", c.Format)}
}

func (c *exportCommand) archive(ctx context.Context, s *streams, from store.Dumper, outs *outputs) error {
	out, err := outs.create("")
	if err != nil {
		return err
	}
	progress := newProgress(s.err, "transactions")
	tally, err := export.Dump(ctx, from, out, progress.set)
	progress.done()
	if err = outs.end(err); err == nil && outs.path != "" {
		fmt.Fprintf(s.out, "%s written to %s\n", tally, outs.path)
	}
	return err
}

// selection reads the flags that say which part of the graph is wanted.
func (c *exportCommand) selection() (export.Selection, error) {
	s := export.Selection{Around: schema.ActorID(c.Actor), Hops: c.Hops, Limit: c.Limit}
	wrong := func(format string, args ...any) (export.Selection, error) {
		return s, &schema.Error{Code: codeUsage, Message: fmt.Sprintf(format, args...)}
	}
	if c.Format == "archive" && (len(c.Type)+len(c.Modality) > 0 || c.AsOf+c.ValidOn+c.Actor != "") {
		return wrong("an archive holds everything: leave out the flags that choose a part")
	}
	if c.Hops < 1 || c.Limit < 1 {
		return wrong("--hops and --limit must be at least 1")
	}
	for _, one := range c.Type {
		t := schema.RelationType(one)
		if !t.Valid() {
			return wrong("--type %q is not in the vocabulary; MET and CONTROLS are", one)
		}
		s.Relations.Types = append(s.Relations.Types, t)
	}
	for _, one := range c.Modality {
		m := schema.Modality(one)
		if !m.Valid() {
			return wrong("--modality %q is not one of ACTUAL, PLANNED, POSSIBLE, DENIED", one)
		}
		s.Relations.Modality = append(s.Relations.Modality, m)
	}
	for flag, text := range map[string]string{"--as-of": c.AsOf, "--valid-on": c.ValidOn} {
		date, err := schema.ParseDate(text)
		if err != nil {
			return wrong("%s: %v", flag, err)
		}
		if date.IsZero() {
			continue
		}
		day := date.Latest()
		if flag == "--as-of" {
			s.Relations.AsOf = &day
		} else {
			s.Relations.ValidOn = &day
		}
	}
	return s, nil
}
