# SPDX-License-Identifier: MIT
# Projects and their tasks: nested resources, UUIDs, a login that gives a bearer token. FastAPI writes the document.
import secrets
from enum import Enum
from typing import Dict, List, Optional
from uuid import UUID, uuid4

from fastapi import Depends, FastAPI, HTTPException, Query, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field

app = FastAPI(title="Projects", version="1.0.0")
bearer = HTTPBearer(auto_error=False)
tokens = set()


class Refusal(BaseModel):
    detail: str


class State(str, Enum):
    open = "open"
    done = "done"


class Login(BaseModel):
    name: str
    password: str


class Token(BaseModel):
    access_token: str
    token_type: str


class NewTask(BaseModel):
    title: str = Field(min_length=1, max_length=80)
    state: State = State.open
    effort: Optional[float] = Field(default=None, ge=0)


class Task(NewTask):
    id: UUID
    project_id: UUID


class NewProject(BaseModel):
    name: str = Field(min_length=1, max_length=40)
    labels: List[str] = []


class Project(NewProject):
    id: UUID


def caller(given: Optional[HTTPAuthorizationCredentials] = Depends(bearer)):
    if given is None or given.credentials not in tokens:
        raise HTTPException(401, "log in first", {"WWW-Authenticate": "Bearer"})


projects: Dict[UUID, Project] = {}
tasks: Dict[UUID, Task] = {}
guarded = {"dependencies": [Depends(caller)], "responses": {401: {"model": Refusal}}}
found = {"dependencies": [Depends(caller)], "responses": {401: {"model": Refusal}, 404: {"model": Refusal}}}


def project_of(project_id: UUID):
    if project_id not in projects:
        raise HTTPException(404, "no such project")
    return projects[project_id]


def task_of(project_id: UUID, task_id: UUID):
    if task_id not in tasks or tasks[task_id].project_id != project_id:
        raise HTTPException(404, "no such task")
    return tasks[task_id]


@app.post("/login", response_model=Token, responses={401: {"model": Refusal}})
def login(given: Login):
    if (given.name, given.password) != ("ada", "lovelace"):
        raise HTTPException(401, "wrong name or password", {"WWW-Authenticate": "Bearer"})
    tokens.add(secrets.token_urlsafe(16))
    return Token(access_token=sorted(tokens)[-1], token_type="bearer")


@app.get("/projects", response_model=List[Project], **guarded)
def list_projects(limit: int = Query(20, ge=1, le=100)):
    return list(projects.values())[:limit]


@app.post("/projects", response_model=Project, status_code=201, **guarded)
def create_project(new: NewProject):
    made = Project(id=uuid4(), **new.dict())
    projects[made.id] = made
    return made


@app.get("/projects/{project_id}", response_model=Project, **found)
def read_project(project_id: UUID):
    return project_of(project_id)


@app.put("/projects/{project_id}", response_model=Project, **found)
def replace_project(project_id: UUID, new: NewProject):
    project_of(project_id)
    projects[project_id] = Project(id=project_id, **new.dict())
    return projects[project_id]


@app.delete("/projects/{project_id}", status_code=204, response_class=Response, **found)
def delete_project(project_id: UUID):
    project_of(project_id)
    del projects[project_id]
    for task in [one for one in tasks.values() if one.project_id == project_id]:
        del tasks[task.id]


@app.get("/projects/{project_id}/tasks", response_model=List[Task], **found)
def list_tasks(project_id: UUID, state: Optional[State] = None):
    project_of(project_id)
    return [one for one in tasks.values() if one.project_id == project_id and state in (None, one.state)]


@app.post("/projects/{project_id}/tasks", response_model=Task, status_code=201, **found)
def create_task(project_id: UUID, new: NewTask):
    project_of(project_id)
    made = Task(id=uuid4(), project_id=project_id, **new.dict())
    tasks[made.id] = made
    return made


@app.get("/projects/{project_id}/tasks/{task_id}", response_model=Task, **found)
def read_task(project_id: UUID, task_id: UUID):
    return task_of(project_id, task_id)


@app.patch("/projects/{project_id}/tasks/{task_id}", response_model=Task, **found)
def update_task(project_id: UUID, task_id: UUID, new: NewTask):
    changed = task_of(project_id, task_id).copy(update=new.dict(exclude_unset=True))
    tasks[task_id] = changed
    return changed


@app.delete("/projects/{project_id}/tasks/{task_id}", status_code=204, response_class=Response, **found)
def delete_task(project_id: UUID, task_id: UUID):
    del tasks[task_of(project_id, task_id).id]
