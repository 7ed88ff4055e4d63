//go:build unix

package neo4jtest

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// lock waits until no other process holds the lock of a name. It is given back
// by unlock, or when the process ends.
func lock(name string) (unlock func(), err error) {
	path := filepath.Join(os.TempDir(), fmt.Sprintf("rawabit-test-%x.lock", sha256.Sum256([]byte(name)))[:40])
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	return func() { _ = f.Close() }, nil
}
