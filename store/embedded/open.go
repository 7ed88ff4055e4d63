package embedded

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"rawabit/schema"
)

// busy is how long a writer waits for another process.
const busy = 15 * time.Second

// check reports, before the database is asked, a path at which no store can be.
func check(path string) error {
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return &schema.Error{Code: schema.CodeUnavailable, Message: fmt.Sprintf("the folder %s does not exist: create it, or name another file with --store file:PATH", folder), Cause: err}
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return &schema.Error{Code: schema.CodeUnavailable, Message: fmt.Sprintf("%s cannot be written: change its permissions, or name another file with --store file:PATH", path), Cause: err}
	case err != nil:
		return &schema.Error{Code: schema.CodeUnavailable, Message: fmt.Sprintf("%s cannot be opened as a file: name another one with --store file:PATH", path), Cause: err}
	}
	defer f.Close()
	const magic = "SQLite format 3\x00"
	head := make([]byte, len(magic))
	n, err := io.ReadFull(f, head)
	if errors.Is(err, io.EOF) {
		return nil // empty, as a new one is
	}
	if n < len(magic) || !bytes.Equal(head, []byte(magic)) {
		return schema.Errorf(schema.CodeInvalid, "%s is not a rawabit store but another kind of file: name another one with --store file:PATH", path)
	}
	return nil
}

// connect opens the database for one writer or for several readers.
func connect(path string, write bool) *sql.DB {
	q := url.Values{}
	q.Add("_pragma", fmt.Sprintf("busy_timeout(%d)", busy.Milliseconds()))
	q.Add("_pragma", "foreign_keys(0)")
	q.Add("_pragma", "temp_store(memory)")
	if write {
		q.Add("_pragma", "journal_mode(wal)")
		q.Add("_pragma", "synchronous(full)")
		q.Add("_pragma", "cache_size(-65536)")
		q.Add("_pragma", "wal_autocheckpoint(8192)") // pages written again and again reach the file once
	} else {
		q.Add("_pragma", "query_only(1)")
		q.Add("_pragma", "cache_size(-8192)")
	}
	// As a URI the path may hold any character.
	name := (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String()
	db, err := sql.Open("sqlite", name)
	if err != nil {
		panic(err) // the driver is linked in; Open only parses
	}
	if !write {
		db.SetMaxOpenConns(readers)
		db.SetMaxIdleConns(readers)
	}
	return db
}

// readers is how many queries of the file may run at once.
const readers = 4

// layout brings the file's layout up to date, writing only if it must.
func layout(ctx context.Context, writer *sql.Conn, path string) error {
	var application, have int
	err := writer.QueryRowContext(ctx, "PRAGMA application_id").Scan(&application)
	if err == nil {
		err = writer.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have)
	}
	if err == nil && application == applicationID && have == len(migrations()) {
		return nil
	}
	if err == nil {
		err = migrate(ctx, writer, path)
	}
	return failure(ctx, err)
}
