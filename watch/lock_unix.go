//go:build unix

package watch

import (
	"errors"
	"os"
	"syscall"
)

// tryLock locks a file until it is closed or the process ends; false where
// another one has it.
func tryLock(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}
