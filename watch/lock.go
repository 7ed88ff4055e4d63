package watch

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"rawabit/schema"
)

// lock is the right of one watcher to a state file, as long as the process runs:
// a file beside it, which says who has it.
type lock struct{ file *os.File }

// lockState takes the lock of a state file, or says who has it (CONFLICT).
func lockState(path string, now time.Time) (*lock, error) {
	name := path + ".lock"
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, schema.Errorf(schema.CodeUnavailable, "%s cannot be written: %v; mend its folder, or name another file with \"state\"", name, errors.Unwrap(err))
	}
	free, err := tryLock(f)
	if err != nil || !free {
		defer func() { _ = f.Close() }()
		if err != nil {
			return nil, schema.Errorf(schema.CodeUnavailable, "%s cannot be locked: %v", name, err)
		}
		holder, _ := io.ReadAll(io.LimitReader(f, 200))
		who := strings.TrimSpace(string(holder))
		if who == "" {
			who = "another process"
		}
		return nil, schema.Errorf(schema.CodeConflict, "%s is in use by %s: stop that watcher, or give this one a file of its own with \"state\" in its configuration", path, who)
	}
	host, _ := os.Hostname()
	err = f.Truncate(0)
	if err == nil {
		_, err = f.WriteAt([]byte(fmt.Sprintf("process %d on %s since %s\n", os.Getpid(), host, now.UTC().Format("2006-01-02 15:04:05Z"))), 0)
	}
	if err != nil {
		_ = f.Close()
		return nil, schema.Errorf(schema.CodeUnavailable, "%s cannot be written: %v", name, err)
	}
	return &lock{f}, nil
}

// release gives the lock back. The file stays: who opened it before would hold
// the lock of a file that is gone.
func (l *lock) release() {
	if l == nil {
		return
	}
	_ = l.file.Truncate(0)
	_ = l.file.Close()
}
