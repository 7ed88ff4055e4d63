package neo4jtest

import (
	_ "embed"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed keeper.sh
var keeperScript string

// keeper holds a server process that ends with this one.
type keeper struct {
	home  string
	stdin io.WriteCloser
	done  chan struct{}
}

// keep starts a command under the keeper script. With remove, the folder goes
// when the server is stopped.
func keep(home string, remove bool, command ...string) (*keeper, error) {
	after := "keep"
	if remove {
		after = "remove"
	}
	return hold(home, exec.Command("sh", append([]string{"-c", keeperScript, "keeper", home, after}, command...)...))
}

// keepAttached starts a command that itself ends when its standard input does.
func keepAttached(home string, command ...string) (*keeper, error) {
	log, err := os.Create(filepath.Join(home, "server.log"))
	if err != nil {
		return nil, err
	}
	defer func() { _ = log.Close() }() // the command has a copy
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdout, cmd.Stderr = log, log
	return hold(home, cmd)
}

func hold(home string, cmd *exec.Cmd) (*keeper, error) {
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", cmd.Path, err)
	}
	k := &keeper{home: home, stdin: stdin, done: make(chan struct{})}
	go func() {
		defer close(k.done)
		_ = cmd.Wait()
	}()
	return k, nil
}

// kill ends the server at once and waits for its end.
func (k *keeper) kill() {
	_ = k.stdin.Close()
	<-k.done
}

// ended returns an error with the end of the server's log once it has ended.
func (k *keeper) ended() error {
	select {
	case <-k.done:
	default:
		return nil
	}
	var log []string
	for _, name := range []string{"server.log", "logs/neo4j.log"} {
		data, _ := os.ReadFile(filepath.Join(k.home, name))
		lines := strings.Split(strings.TrimSpace(string(data)), "\n")
		log = append(log, lines[max(0, len(lines)-12):]...)
	}
	return fmt.Errorf("the server ended while it started:\n%s", strings.Join(log, "\n"))
}

// newHome makes a folder for a server's data, in memory where there is room.
func newHome() (string, error) {
	const shared = "/dev/shm"
	if freeBytes(shared) > 2<<30 {
		if home, err := os.MkdirTemp(shared, "rawabit-neo4j-"); err == nil {
			return home, nil
		}
	}
	return os.MkdirTemp("", "rawabit-neo4j-")
}

// freePorts returns ports of the loopback that nobody listens on.
func freePorts(n int) ([]int, error) {
	ports := make([]int, n)
	for i := range ports {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer func() { _ = l.Close() }()
		ports[i] = l.Addr().(*net.TCPAddr).Port
	}
	return ports, nil
}
