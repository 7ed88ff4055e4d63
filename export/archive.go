package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// The archive format holds everything that a store holds, as lines of JSON: what
// store.Archive hands out, a line an entry, each transaction led by one of kind
// "transaction". The first line tells the format, the last one how much there
// was and a hash of all lines before it, so that an archive that was cut or
// changed is noticed.

// archiveFormat is the version of the format.
const archiveFormat = 1

// The kinds of line of an archive, besides those of a graph's actors.
const (
	kindArchive     = "archive"
	kindTransaction = "transaction"
	kindArticle     = "article"
	kindMention     = "mention"
	kindClaim       = "claim"
	kindDecision    = "decision"
	kindVersion     = "version"
	kindRetired     = "retired"
	kindChange      = "change"
	kindRule        = "rule"
	kindMatched     = "matched"
	kindEnd         = "end"
)

// archiveLine is any line of an archive: its kind, and the entry or what the line
// itself tells.
type archiveLine struct {
	Kind string `json:"kind"`
	// Of the first line.
	Format int `json:"format,omitempty"`
	// Of a transaction.
	At time.Time `json:"at,omitzero"`
	// Of an entry.
	Entry json.RawMessage `json:"entry,omitempty"`
	// Of the last line.
	Transactions int    `json:"transactions,omitempty"`
	Changes      int    `json:"changes,omitempty"`
	SHA256       string `json:"sha256,omitempty"`
}

// entryLine is archiveLine for writing.
type entryLine struct {
	Kind  string `json:"kind"`
	Entry any    `json:"entry"`
}

// changeLine is a change with its versions named.
type changeLine struct {
	ID        schema.ChangeID   `json:"id"`
	Kind      schema.ChangeKind `json:"kind"`
	Relation  schema.RelationID `json:"relation"`
	Before    *versionLine      `json:"before,omitempty"`
	After     *versionLine      `json:"after,omitempty"`
	ValidDate schema.Date       `json:"validDate"`
	Claims    []schema.ClaimID  `json:"claims,omitempty"`
	Cursor    int64             `json:"cursor"`
}

type versionLine struct {
	ID      schema.RelationID `json:"id"`
	Version int               `json:"version"`
}

type retiredLine struct {
	versionLine
	Type   schema.RelationType `json:"type"`
	Source schema.ActorID      `json:"source"`
	Target schema.ActorID      `json:"target"`
}

// ArchiveTally counts what an archive holds.
type ArchiveTally struct{ Transactions, Articles, Actors, Claims, Versions, Changes, Rules int }

func (t *ArchiveTally) add(one *store.Transaction) {
	t.Transactions++
	t.Articles += len(one.Articles)
	t.Actors += len(one.Actors)
	t.Claims += len(one.Claims)
	t.Versions += len(one.Relations)
	t.Changes += len(one.Changes)
}

// Dump writes a store as an archive. Progress, where it is not nil, is told the
// count of transactions.
func Dump(ctx context.Context, from store.Dumper, out io.Writer, progress func(done int)) (ArchiveTally, error) {
	sum := sha256.New()
	w := &archiveWriter{lines: newLiner(io.MultiWriter(out, sum)), sum: sum}
	if err := w.lines.write(archiveLine{Kind: kindArchive, Format: archiveFormat}); err != nil {
		return w.tally, err
	}
	err := from.Dump(ctx, func(t *store.Transaction) error {
		if progress != nil {
			progress(w.tally.Transactions + 1)
		}
		return w.transaction(t)
	})
	if err != nil {
		return w.tally, err
	}
	rules, err := rulesOf(ctx, from)
	if err == nil {
		err = rules.write(w.lines)
	}
	if err != nil {
		return w.tally, err
	}
	w.tally.Rules = len(rules.list)
	end := archiveLine{Kind: kindEnd, Transactions: w.tally.Transactions, Changes: w.tally.Changes, SHA256: hex.EncodeToString(sum.Sum(nil))}
	return w.tally, w.lines.write(end)
}

type archiveWriter struct {
	lines *liner
	sum   hash.Hash
	tally ArchiveTally
}

func (w *archiveWriter) transaction(t *store.Transaction) error {
	w.tally.add(t)
	if err := w.lines.write(archiveLine{Kind: kindTransaction, At: t.At.UTC()}); err != nil {
		return err
	}
	var err error
	put := func(kind string, entry any) {
		if err == nil {
			err = w.lines.write(entryLine{kind, entry})
		}
	}
	for i := range t.Actors {
		put(kindActor, &t.Actors[i])
	}
	for i := range t.Articles {
		put(kindArticle, &t.Articles[i])
	}
	for i := range t.Mentions {
		put(kindMention, &t.Mentions[i])
	}
	for i := range t.Claims {
		c := t.Claims[i]
		c.RecordedAt, c.Sequence = time.Time{}, 0
		put(kindClaim, &c)
	}
	for i := range t.Decisions {
		put(kindDecision, &t.Decisions[i])
	}
	for i := range t.Retired {
		r := &t.Retired[i]
		put(kindRetired, retiredLine{versionLine{r.ID, r.Version}, r.Type, r.Source, r.Target})
	}
	for i := range t.Relations {
		r := t.Relations[i]
		r.RecordedAt, r.RetractedAt = time.Time{}, time.Time{}
		put(kindVersion, &r)
	}
	for i := range t.Changes {
		put(kindChange, newChangeLine(&t.Changes[i]))
	}
	return err
}

func newChangeLine(c *schema.Change) changeLine {
	l := changeLine{ID: c.ID, Kind: c.Kind, Relation: c.Relation, ValidDate: c.ValidDate, Claims: c.Claims, Cursor: c.Cursor}
	if c.Before != nil {
		l.Before = &versionLine{c.Before.ID, c.Before.Version}
	}
	if c.After != nil {
		l.After = &versionLine{c.After.ID, c.After.Version}
	}
	return l
}

func (l *changeLine) change() schema.Change {
	c := schema.Change{ID: l.ID, Kind: l.Kind, Relation: l.Relation, ValidDate: l.ValidDate, Claims: l.Claims, Cursor: l.Cursor}
	if l.Before != nil {
		c.Before = &schema.Relation{ID: l.Before.ID, Version: l.Before.Version}
	}
	if l.After != nil {
		c.After = &schema.Relation{ID: l.After.ID, Version: l.After.Version}
	}
	return c
}

// String tells the counts in a sentence.
func (t ArchiveTally) String() string {
	text := fmt.Sprintf("%d transactions: %d articles, %d actors, %d claims, %d versions of relations, %d changes", t.Transactions, t.Articles, t.Actors, t.Claims, t.Versions, t.Changes)
	if t.Rules > 0 {
		text += fmt.Sprintf(", %d alert rules", t.Rules)
	}
	return text
}

// IsArchive reports whether a file that begins with these bytes is an archive.
func IsArchive(begin []byte) bool {
	line, _, _ := bytes.Cut(bytes.TrimSpace(begin), []byte("\n"))
	var l archiveLine
	return json.Unmarshal(line, &l) == nil && l.Kind == kindArchive
}
