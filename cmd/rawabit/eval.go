package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"rawabit/internal/eval"
	"rawabit/loader"
	"rawabit/loader/source"
	"rawabit/schema"
)

type evalCommand struct {
	JSON bool   `name:"json" help:"Print the summary as JSON."`
	Dir  string `arg:"" help:"A folder with ID.gold.json, ID.txt and ID.meta.json."`
}

func (c *evalCommand) Run(_ context.Context, s *streams) error {
	l, err := loader.New()
	if err != nil {
		return err
	}
	paths, err := goldFiles(c.Dir)
	if err != nil {
		return err
	}
	total := &eval.Result{}
	for _, path := range paths {
		res, err := evalOne(l, path)
		if err != nil {
			return err
		}
		total.Add(res)
		if !c.JSON {
			fmt.Fprintln(s.out, resultLine(strings.TrimSuffix(filepath.Base(path), ".gold.json"), res))
		}
	}
	if c.JSON {
		return json.NewEncoder(s.out).Encode(summary(total, len(paths)))
	}
	printSummary(s, total, len(paths))
	return nil
}

func goldFiles(dir string) ([]string, error) {
	var paths []string
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".gold.json") {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		return nil, schema.Errorf(schema.CodeNotFound, "%s cannot be read: %v", dir, err)
	}
	if len(paths) == 0 {
		return nil, schema.Errorf(schema.CodeNotFound, "%s holds no annotated article (ID.gold.json)", dir)
	}
	sort.Strings(paths)
	return paths, nil
}

func evalOne(l *loader.Loader, path string) (*eval.Result, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, schema.Errorf(schema.CodeInvalid, "%s cannot be read: %v", path, err)
	}
	gold, err := eval.ParseGold(data)
	if err != nil {
		return nil, named(path, err)
	}
	in, err := source.ReadFile(strings.TrimSuffix(path, ".gold.json") + ".txt")
	if err != nil {
		return nil, err
	}
	reading, err := l.Read(in)
	if err != nil {
		return nil, named(path, err)
	}
	printed, err := loader.MarshalLine(loader.NewDocument(in.ID, &reading))
	if err != nil {
		return nil, err
	}
	got, err := eval.ParseSystem(printed)
	if err != nil {
		return nil, err
	}
	return eval.Score(gold, got), nil
}

func levels(r *eval.Result) []struct {
	name  string
	tally eval.Tally
} {
	return []struct {
		name  string
		tally eval.Tally
	}{{"actor", r.Actor}, {"pair", r.Pair}, {"edge", r.Edge}, {"action", r.Action}, {"exact", r.Exact}}
}

func resultLine(name string, r *eval.Result) string {
	line := fmt.Sprintf("%-40s", name)
	for i, l := range levels(r) {
		_, _, f := l.tally.PRF()
		if i > 0 {
			line += " "
		}
		line += fmt.Sprintf(" %s %.2f", l.name, f)
	}
	return line
}

// round3 rounds to three places, a half to the even neighbour.
func round3(v float64) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'f', 3, 64), 64)
	return rounded
}

func printSummary(s *streams, r *eval.Result, articles int) {
	for _, l := range levels(r) {
		p, q, f := l.tally.PRF()
		fmt.Fprintf(s.out, "%-6s P %v R %v F1 %v\n", l.name, round3(p), round3(q), round3(f))
	}
	_, _, hedged := r.Hedged.PRF()
	fmt.Fprintf(s.out, "dates right on matched edges %v, where the article gives one %v; planned, possible, denied F1 %v, modality %v, actor types %v; %d articles\n",
		round3(r.Date.Value()), round3(r.Dated.Value()), round3(hedged), round3(r.Modality.Value()), round3(r.ActorType.Value()), articles)
}

func summary(r *eval.Result, articles int) map[string]any {
	out := map[string]any{"articles": articles}
	for _, l := range levels(r) {
		p, q, f := l.tally.PRF()
		out[l.name] = map[string]float64{"precision": round3(p), "recall": round3(q), "f1": round3(f)}
	}
	_, _, hedged := r.Hedged.PRF()
	out["hedged"] = round3(hedged)
	out["date"], out["dated"] = round3(r.Date.Value()), round3(r.Dated.Value())
	out["modality"], out["actorType"] = round3(r.Modality.Value()), round3(r.ActorType.Value())
	return out
}
