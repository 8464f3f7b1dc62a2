"""What benchmarks/orm.cpp measures, by SQLAlchemy: nanoseconds as JSON, by the names that orm.cpp has.

  orm.py URL ROUNDS

Written for SQLAlchemy 1.4, as Debian 12 has it, and for what comes after. Each piece of work is done within a
transaction that begins with it; its end is not measured. Of SQLite it is the median of the processor's time, of servers
the best of the wall's.
"""

import json
import statistics
import sys
import time

from sqlalchemy import Column, Float, ForeignKey, BigInteger, Integer, String, create_engine, event, select, text
from sqlalchemy.orm import Session, declarative_base, relationship, selectinload

Base = declarative_base()
# SQLite numbers the rows of no other type than this.
Key = BigInteger().with_variant(Integer, "sqlite")


class Person(Base):
    __tablename__ = "bench_orm_people"
    id = Column(Key, primary_key=True)
    name = Column(String(255), nullable=False)
    age = Column(Integer)
    score = Column(Float(53), nullable=False)


class User(Base):
    __tablename__ = "bench_orm_users"
    id = Column(Key, primary_key=True)
    name = Column(String(255), nullable=False)
    hair_color = Column(String(255))
    posts = relationship("Post")


class Post(Base):
    __tablename__ = "bench_orm_posts"
    id = Column(Key, primary_key=True)
    user_id = Column(ForeignKey("bench_orm_users.id"), nullable=False)
    title = Column(String(255), nullable=False)
    body = Column(String(255))
    comments = relationship("Comment")


class Comment(Base):
    __tablename__ = "bench_orm_comments"
    id = Column(Key, primary_key=True)
    post_id = Column(ForeignKey("bench_orm_posts.id"), nullable=False)
    text = Column(String(255), nullable=False)


MANY = 100_000


def make_people():
    return [
        Person(name=f"name{i}", age=i % 90 if i % 2 else None, score=i * 0.5) for i in range(1, MANY + 1)
    ]  # fmt: skip


def make_users(count):
    return [User(name=f"User {i}", hair_color="brown" if i % 2 else "black") for i in range(count)]


def make_some_posts(users):
    return [Post(user_id=user, title=f"Post by user {user}") for user in range(1, users + 1, 4)]


def make_nested_posts(users):
    return [Post(user_id=user, title=f"Post {i} by user {user}") for user in range(1, users + 1) for i in range(10)]


def make_nested_comments(posts):
    return [Comment(post_id=post, text=f"Comment {i} on post {post}") for post in range(1, posts + 1) for i in range(10)]


class Bench:
    def __init__(self, url, rounds):
        # The mode in which the driver leaves BEGIN to SQLAlchemy, so that a transaction is one.
        self.engine = create_engine(url, future=True)
        self.rounds = rounds
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self.clock = time.process_time_ns if self.is_sqlite else time.perf_counter_ns
        self.figures = {}
        if self.is_sqlite:
            event.listen(self.engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
            event.listen(self.engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))

    def fill(self, *rows):
        Base.metadata.drop_all(self.engine)
        Base.metadata.create_all(self.engine)
        with Session(self.engine, future=True) as session:
            for some in rows:
                session.bulk_save_objects(some)
            session.commit()
        if self.engine.dialect.name == "postgresql":
            with self.engine.begin() as db:
                db.execute(text("ANALYZE bench_orm_people, bench_orm_users, bench_orm_posts, bench_orm_comments"))

    def note(self, what, took):
        self.figures[what] = statistics.median(took) if self.is_sqlite else min(took)

    def measure(self, what, work, prepare=lambda session: None, least=0.05):
        """Of rounds, each of which goes on until it has taken so many seconds."""
        took = []
        for _ in range(self.rounds):
            spent = times = 0
            while times == 0 or spent < least * 1e9:
                with Session(self.engine, future=True) as session:
                    given = prepare(session)
                    begun = self.clock()
                    result = work(session, given)
                    spent += self.clock() - begun
                    times += 1
                    del result
            took.append(spent / times)
        self.note(what, took)

    def repeat(self, what, session, work):
        took = []
        for _ in range(self.rounds):
            begun, times = self.clock(), 0
            while self.clock() - begun < 0.05e9:
                work(session, 1 + times * 7919 % MANY)
                times += 1
            took.append((self.clock() - begun) / times)
        self.note(what, took)

    def many(self):
        def add_people(session):
            session.add_all(make_people())

        def make_add_and_flush(session, _):
            add_people(session)
            session.flush()

        def load(session, _):
            return session.execute(select(Person)).scalars().all()

        self.fill()
        self.measure("flush of 100,000 new objects", lambda session, _: session.flush(), add_people)
        self.measure("make, add and flush 100,000", make_add_and_flush)
        self.fill(make_people())
        self.measure("load of 100,000 objects", load)
        with Session(self.engine, future=True) as session:
            loaded = load(session, None)
            self.repeat("get of a loaded object", session, lambda session, key: session.get(Person, key))
            self.repeat(
                "query of one, 100,000 untouched",
                session,
                lambda session, key: session.execute(select(Person).where(Person.id == key)).scalar_one(),
            )
            self.repeat("flush, 100,000 untouched", session, lambda session, key: session.flush())
            del loaded

    def users(self):
        for count in (1, 10, 100, 1000, 10000):
            self.fill(make_users(count), make_some_posts(count))
            self.measure(f"load users, {count}", lambda session, _: session.execute(select(User)).scalars().all())
            with_posts = (
                select(User, Post).join(Post, Post.user_id == User.id, isouter=True).where(User.hair_color == "black")
            )
            self.measure(f"load users with posts, {count}", lambda session, _: session.execute(with_posts).all())
        self.fill()

        def insert(session, count):
            session.add_all(make_users(count))
            session.flush()

        for count in (1, 10, 25, 50, 100):
            self.measure(f"insert users, {count}", insert, lambda session, count=count: count)

    def nested(self):
        count = 9 if self.is_sqlite else 100
        self.fill(make_users(count), make_nested_posts(count), make_nested_comments(count * 10))
        query = select(User).options(selectinload(User.posts).selectinload(Post.comments))
        self.measure(
            f"load users x 10 posts x 10 comments, {count}",
            lambda session, _: session.execute(query).scalars().all(),
        )

    def run(self):
        self.many()
        self.users()
        self.nested()
        Base.metadata.drop_all(self.engine)
        return self.figures


if __name__ == "__main__":
    print(json.dumps(Bench(sys.argv[1], int(sys.argv[2])).run()))
