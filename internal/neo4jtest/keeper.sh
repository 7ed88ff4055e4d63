# Runs a server until the standard input ends, which it does when whoever started
# it is gone, in whatever way. Then the server is killed and, when the second
# argument is "remove", its folder removed. Exits with 1 when the server ends first.
# keeper.sh HOME remove|keep COMMAND...
home=$1
after=$2
shift 2
exec 3<&0
"$@" 3<&- </dev/null >>"$home/server.log" 2>&1 &
server=$!
(
	read -r _ <&3
	kill -9 "$server"
) &
reader=$!
exec 3<&-
wait "$server"
if kill "$reader" 2>/dev/null; then
	exit 1
fi
if [ "$after" = remove ]; then
	rm -rf "$home"
fi
