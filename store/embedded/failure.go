package embedded

import (
	"context"
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"rawabit/schema"
)

// failure turns an error of the database into one for people; the cause stays for
// the operator.
func failure(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	var coded *schema.Error
	if errors.As(err, &coded) {
		return err
	}
	if ctx.Err() != nil {
		return &schema.Error{Code: schema.CodeTimeout, Message: "the time allowed has passed", Cause: errors.Join(ctx.Err(), err)}
	}
	var code *sqlite.Error
	if !errors.As(err, &code) {
		return &schema.Error{Code: schema.CodeInternal, Message: "the store failed", Cause: err}
	}
	message := "the store's file cannot be read or written"
	switch code.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		message = "another process has been writing to the store for too long: try again"
	case sqlite3.SQLITE_FULL:
		message = "the disk that the store's file is on is full"
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		message = "the store's file or its folder is not writable"
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		message = "the store's file is damaged: restore a backup"
	}
	return &schema.Error{Code: schema.CodeUnavailable, Message: message, Cause: err}
}
