package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"io"

	"rawabit/schema"
	"rawabit/store"
)

// restoreSize is how many entries are restored in one transaction.
const restoreSize = 20_000

// Copy puts everything that a store holds into another one, which must be empty.
// Progress, where it is not nil, is told the count of transactions.
func Copy(ctx context.Context, from store.Dumper, to store.Store, progress func(done int)) (ArchiveTally, error) {
	r, err := newRestorer(ctx, to, progress)
	if err != nil {
		return ArchiveTally{}, err
	}
	err = from.Dump(ctx, func(t *store.Transaction) error { return r.take(ctx, *t) })
	if err != nil {
		return r.tally, err
	}
	rules, err := rulesOf(ctx, from)
	if err != nil {
		return r.tally, err
	}
	return r.tally, r.end(ctx, &rules)
}

// Restore reads an archive into a store, which must be empty. An archive that is
// damaged is an error with code INVALID_INPUT that tells the line; what was
// restored before it stays in the store, which then should be thrown away.
func Restore(ctx context.Context, in io.Reader, to store.Store, progress func(done int)) (ArchiveTally, error) {
	r, err := newRestorer(ctx, to, progress)
	if err != nil {
		return ArchiveTally{}, err
	}
	rules, err := readArchive(in, func(t store.Transaction) error { return r.take(ctx, t) })
	if err != nil {
		return r.tally, err
	}
	return r.tally, r.end(ctx, rules)
}

// CheckArchive reads an archive to its end without restoring it.
func CheckArchive(ctx context.Context, in io.Reader) (ArchiveTally, error) {
	var tally ArchiveTally
	rules, err := readArchive(in, func(t store.Transaction) error {
		tally.add(&t)
		return ctx.Err()
	})
	if err == nil {
		tally.Rules = len(rules.list)
	}
	return tally, err
}

// restorer restores transactions, several at a time.
type restorer struct {
	to       store.Store
	progress func(done int)
	pending  []store.Transaction
	size     int
	cursor   int64
	tally    ArchiveTally
}

func newRestorer(ctx context.Context, to store.Store, progress func(done int)) (*restorer, error) {
	stats, err := to.Stats(ctx)
	if err != nil {
		return nil, err
	}
	cursor, err := to.LastCursor(ctx)
	if err != nil {
		return nil, err
	}
	if cursor > 0 || stats.Actors+stats.Articles+stats.Claims > 0 {
		return nil, schema.Errorf(schema.CodeConflict, "the store holds %d articles and %d actors already: an archive is restored into an empty one", stats.Articles, stats.Actors)
	}
	return &restorer{to: to, progress: progress}, nil
}

func (r *restorer) take(ctx context.Context, t store.Transaction) error {
	for i := range t.Changes {
		if r.cursor++; t.Changes[i].Cursor != r.cursor {
			return schema.Errorf(schema.CodeInvalid, "change %s has the cursor %d where %d comes next: the archive is damaged", t.Changes[i].ID, t.Changes[i].Cursor, r.cursor)
		}
	}
	r.tally.add(&t)
	r.pending = append(r.pending, t)
	if r.size += t.Size(); r.size < restoreSize {
		return nil
	}
	return r.flush(ctx)
}

func (r *restorer) flush(ctx context.Context) error {
	if len(r.pending) == 0 {
		return nil
	}
	if err := r.to.Restore(ctx, r.pending); err != nil {
		return err
	}
	r.pending, r.size = nil, 0
	if r.progress != nil {
		r.progress(r.tally.Transactions)
	}
	return nil
}

// end restores what waits, and the rules.
func (r *restorer) end(ctx context.Context, rules *archiveRules) error {
	if err := r.flush(ctx); err != nil {
		return err
	}
	r.tally.Rules = len(rules.list)
	return rules.restore(ctx, r.to)
}

// archiveReader puts lines together to transactions.
type archiveReader struct {
	give    func(store.Transaction) error
	sum     hash.Hash
	current *store.Transaction
	rules   archiveRules
	tally   ArchiveTally
	begun   bool
	ended   bool
}

func readArchive(in io.Reader, give func(store.Transaction) error) (*archiveRules, error) {
	r := &archiveReader{give: give, sum: sha256.New(), rules: archiveRules{matched: -1}}
	last := 0
	err := lines(in, func(line int, data []byte) error {
		last = line
		if err := r.line(data); err != nil {
			if code := schema.ErrorCode(err); code == schema.CodeInvalid || code == schema.CodeInvalidDate {
				return &LineError{line, err}
			}
			return err
		}
		return nil
	})
	if err == nil && !r.ended {
		err = &LineError{last, schema.Errorf(schema.CodeInvalid, "the archive ends here, before its last line: it was cut, make it again")}
	}
	return &r.rules, err
}

func (r *archiveReader) line(data []byte) error {
	var l archiveLine
	if err := decodeLine(data, &l); err != nil {
		return err
	}
	switch {
	case r.ended:
		return schema.Errorf(schema.CodeInvalid, "there is more after the last line of the archive")
	case !r.begun && (l.Kind != kindArchive || l.Format == 0):
		return schema.Errorf(schema.CodeInvalid, "it is no archive, which begins with {\"kind\":\"archive\",…}")
	case !r.begun && l.Format > archiveFormat:
		return schema.Errorf(schema.CodeInvalid, "the archive is of format %d, this program knows %d: use a newer one", l.Format, archiveFormat)
	case l.Kind == kindEnd:
		return r.end(&l)
	}
	_, _ = r.sum.Write(data)
	_, _ = r.sum.Write([]byte("\n"))
	if !r.begun {
		r.begun = true
		return nil
	}
	if l.Kind == kindTransaction {
		if err := r.flush(); err != nil {
			return err
		}
		r.current = &store.Transaction{At: l.At}
		return nil
	}
	if l.Kind == kindRule || l.Kind == kindMatched {
		if err := r.flush(); err != nil {
			return err
		}
		return r.rules.line(&l)
	}
	if r.current == nil {
		return schema.Errorf(schema.CodeInvalid, "a line of kind %q stands before the first transaction", l.Kind)
	}
	return r.entry(&l)
}

func (r *archiveReader) flush() error {
	if r.current == nil {
		return nil
	}
	t := *r.current
	r.current = nil
	r.tally.add(&t)
	return r.give(t)
}

func (r *archiveReader) end(l *archiveLine) error {
	if err := r.flush(); err != nil {
		return err
	}
	if sum := hex.EncodeToString(r.sum.Sum(nil)); sum != l.SHA256 || r.tally.Transactions != l.Transactions || r.tally.Changes != l.Changes {
		return schema.Errorf(schema.CodeInvalid, "the archive is not as it was written: its hash is %s instead of %s", sum, l.SHA256)
	}
	r.ended = true
	return nil
}

func (r *archiveReader) entry(l *archiveLine) error {
	t := r.current
	switch l.Kind {
	case kindActor:
		return entry(&t.Actors, l.Entry)
	case kindArticle:
		return entry(&t.Articles, l.Entry)
	case kindMention:
		return entry(&t.Mentions, l.Entry)
	case kindClaim:
		return entry(&t.Claims, l.Entry)
	case kindDecision:
		return entry(&t.Decisions, l.Entry)
	case kindVersion:
		return entry(&t.Relations, l.Entry)
	case kindRetired:
		var one retiredLine
		err := decodeLine(l.Entry, &one)
		t.Retired = append(t.Retired, store.Retirement{ID: one.ID, Version: one.Version, Type: one.Type, Source: one.Source, Target: one.Target})
		return err
	case kindChange:
		var one changeLine
		err := decodeLine(l.Entry, &one)
		t.Changes = append(t.Changes, one.change())
		return err
	}
	return schema.Errorf(schema.CodeInvalid, "%q is no kind of line of an archive", l.Kind)
}

func entry[T any](list *[]T, data json.RawMessage) error {
	var one T
	if err := decodeLine(data, &one); err != nil {
		return err
	}
	*list = append(*list, one)
	return nil
}
